import random as _random
_r = _random.Random(1)
choice, randbelow, randbits = _r.choice, _r._randbelow, _r.getrandbits
def token_hex(nbytes=32): return _r.randbytes(nbytes).hex()
def token_bytes(nbytes=32): return _r.randbytes(nbytes)
