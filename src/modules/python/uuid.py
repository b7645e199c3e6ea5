class UUID:
    def __init__(self, hex=None, bytes=None, int=None):
        self.hex = hex.replace('-', '') if hex else f'{int:032x}'
    def __str__(self): return '-'.join((self.hex[:8], self.hex[8:12], self.hex[12:16], self.hex[16:20], self.hex[20:]))
    def __repr__(self): return f"UUID('{self}')"
    def __eq__(self, other): return isinstance(other, UUID) and self.hex == other.hex
    def __hash__(self): return hash(self.hex)
_state = [1]
def uuid4():
    import random
    _state[0] += 1
    n = random.Random(_state[0]).getrandbits(128)
    return UUID(int=n & ~(0xf000 << 64) & ~(0xc000 << 48) | 4 << 76 | 0x8000 << 48)
uuid1 = uuid4
