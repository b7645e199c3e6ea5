_alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
def b64encode(s, altchars=None):
    out = ''
    for i in range(0, len(s), 3):
        part = s[i:i + 3]
        n = int.from_bytes(part + b'\0' * (3 - len(part)), 'big')
        out += ''.join(_alphabet[n >> shift & 63] for shift in (18, 12, 6, 0)[:len(part) + 1]) + '=' * (3 - len(part))
    return out.encode()
def b64decode(s, altchars=None, validate=False):
    if isinstance(s, bytes):
        s = s.decode()
    s = ''.join(c for c in s if c in _alphabet)
    out = b''
    for i in range(0, len(s), 4):
        part = s[i:i + 4]
        n = 0
        for c in part:
            n = n << 6 | _alphabet.index(c)
        n <<= 6 * (4 - len(part))
        out += n.to_bytes(3, 'big')[:len(part) - 1]
    return out
standard_b64encode, standard_b64decode = b64encode, b64decode
def urlsafe_b64encode(s):
    return b64encode(s).replace(b'+', b'-').replace(b'/', b'_')
