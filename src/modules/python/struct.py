import _binary
class error(Exception):
    pass
_sizes = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'f': 4, 'd': 8, 's': 1}
def _parse(fmt):
    if isinstance(fmt, bytes):
        fmt = fmt.decode()
    order, native = 'little', True
    if fmt and fmt[0] in '@=<>!':
        order = 'big' if fmt[0] in '>!' else 'little'
        native = fmt[0] == '@'
        fmt = fmt[1:]
    items, count = [], ''
    for c in fmt:
        if c.isdigit():
            count += c
        elif not c.isspace():
            if c not in _sizes:
                raise error('bad char in struct format')
            size = 8 if native and c in 'lL' else _sizes[c]
            items.append((c, int(count) if count else 1, size))
            count = ''
    return order, native, items
def _walk(fmt):
    order, native, items = _parse(fmt)
    at = 0
    for c, n, size in items:
        if native and c not in 'sx' and at % size:
            at += size - at % size
        if c == 's':
            yield order, c, n, at, n
            at += n
        elif c == 'x':
            at += n
        else:
            for _ in range(n):
                yield order, c, 1, at, size
                at += size
    yield order, 'end', 0, at, 0
def calcsize(fmt):
    return list(_walk(fmt))[-1][3]
def pack(fmt, *values):
    fields = list(_walk(fmt))
    if len(values) != len(fields) - 1:
        raise error(f'pack expected {len(fields) - 1} items for packing (got {len(values)})')
    out = bytearray(fields[-1][3])
    for (order, c, n, at, size), v in zip(fields, values):
        if c == 's':
            data = bytes(v[:n]) + b'\0' * (n - len(v))
        elif c == 'c':
            data = v
        elif c == '?':
            data = b'\1' if v else b'\0'
        elif c in 'fd':
            if not isinstance(v, (int, float)):
                raise error('required argument is not a float')
            data = _binary.float_bits(float(v), c == 'd').to_bytes(size, order, signed=c == 'd')
        else:
            if not isinstance(v, int):
                raise error('required argument is not an integer')
            signed = c in 'bhilqn'
            low, high = (-(1 << (8 * size - 1)), (1 << (8 * size - 1)) - 1) if signed else (0, (1 << (8 * size)) - 1)
            if not low <= v <= high:
                names = {'b': 'byte', 'B': 'ubyte', 'h': 'short', 'H': 'ushort'}
                raise error(f'{names[c]} format requires {low} <= number <= {high}' if c in names else f"'{c}' format requires {low} <= number <= {high}")
            data = v.to_bytes(size, order, signed=signed)
        out[at:at + size] = data
    return bytes(out)
def unpack(fmt, buffer):
    size = calcsize(fmt)
    if len(buffer) != size:
        raise error(f'unpack requires a buffer of {size} bytes')
    return unpack_from(fmt, buffer)
def unpack_from(fmt, buffer, offset=0):
    values = []
    for order, c, n, at, size in _walk(fmt):
        if c == 'end':
            break
        data = bytes(buffer[offset + at:offset + at + size])
        if c in 'sc':
            values.append(data)
        elif c == '?':
            values.append(data != b'\0')
        elif c in 'fd':
            values.append(_binary.bits_float(int.from_bytes(data, order, signed=c == 'd'), c == 'd'))
        else:
            values.append(int.from_bytes(data, order, signed=c in 'bhilqn'))
    return tuple(values)
def iter_unpack(fmt, buffer):
    size = calcsize(fmt)
    for at in range(0, len(buffer), size):
        yield unpack_from(fmt, buffer, at)
class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)
    def pack(self, *values):
        return pack(self.format, *values)
    def unpack(self, buffer):
        return unpack(self.format, buffer)
