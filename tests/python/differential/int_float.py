def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)

for x in (0, 1, -1, 7, -7, 2**31, -2**31, 2**63 - 1, -2**63, 2**63, 2**64, 10**30, -10**30, 123456789**5):
    print(x, hash(x), x.bit_length(), x // 7, x % 7, x // -7, x % -7, -x, ~x, x >> 3, x << 5, x & 255, x | 256, x ^ 1023)
    print(float(x), x * x, x ** 3, divmod(x, 13), abs(x), hex(x), oct(x), bin(x)[-20:])
print(2**200 // 3**50, 2**200 % 3**50, (-2)**201 // 3**77, (-2)**201 % 3**77, 3**200 // 2**64, 10**50 // 10**25)
print((1 << 100) - 1 & (1 << 70) | 5, -(1 << 90) ^ (1 << 80), -(1 << 90) >> 7, -1 >> 100, -5 & 0xff, -5 | 3)
print(10**400 // 10**399, 10**25 / 10**24, 1 / 3, 2 / 10**20, (10**20 + 1) / 10**20, 7 / -2, -7 / 2)
print(int('123'), int('-0b101', 2), int('ff', 16), int('0xFF', 16), int('z', 36), int('0o17', 0), int(' 42\n'), int('1_000'), int(3.99), int(-3.99), int(True), int('12345678901234567890123'))
for text in ('', 'abc', '1.5', '0x1f', '1__0', '_1', '1_', '--1', '9' * 30 + 'z', 'é'):
    show(lambda: int(text))
show(lambda: int('9', 8)); show(lambda: int('1', 1)); show(lambda: int([], 10)); show(lambda: int('a', base='b')); show(lambda: int(x=5)); show(lambda: int(1, 2, 3))
show(lambda: 1 // 0); show(lambda: 1 % 0); show(lambda: 1 / 0); show(lambda: 0 ** -1); show(lambda: 1 << -1); show(lambda: 1.0 // 0); show(lambda: 1.0 % 0); show(lambda: 1.0 / 0); show(lambda: divmod(1, 0)); show(lambda: divmod(1.5, 0))
show(lambda: 10 ** 400 * 1.0); show(lambda: 10.0 ** 400); show(lambda: pow(2, -1, 4)); show(lambda: pow(3, -1, 7)); show(lambda: pow(2, 10, 1000)); show(lambda: pow(2, 3, 0)); show(lambda: 10**400 / 3)
show(lambda: (5).to_bytes(2, 'big')); show(lambda: (-5).to_bytes(2, 'little', signed=True)); show(lambda: (300).to_bytes(1, 'big')); show(lambda: (-1).to_bytes(1, 'big')); show(lambda: int.from_bytes(b'\x01\x02', 'big')); show(lambda: int.from_bytes(b'\xff\xfe', 'little', signed=True))
show(lambda: round(1234567, -3)); show(lambda: round(25, -1)); show(lambda: round(35, -1)); show(lambda: round(-25, -1)); show(lambda: round(5, 2)); show(lambda: round(2.5)); show(lambda: round(3.5)); show(lambda: round(-2.5)); show(lambda: round(2.675, 2)); show(lambda: round(1e16, 1)); show(lambda: round(12345.678, -2)); show(lambda: round(0.5)); show(lambda: round(1.5)); show(lambda: round(float('nan'))); show(lambda: round(float('inf')))
for f in (0.0, -0.0, 1.0, 0.1, 1/3, 2/3, 1e15, 1e16, 123456789012345680.0, 1e17, 1e-4, 1e-5, 0.0001234, 1e100, 1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 3.14159265358979, 100.0, 1e22, 1e23, float('inf'), float('-inf'), float('nan'), 0.1 + 0.2, 1e21, 4.35, 2**53 + 0.0, 9007199254740993.0):
    print(f, repr(-f), f'{f:.3f}', f'{f:e}', f'{f:g}', f'{f:.10g}', f'{f:10.2f}|', f'{f:,.1f}', f'{f:%}', '%s %d' % (f, 0), '%.2e %g' % (f, f))
print(hash(0.5), hash(1.0), hash(1e300), hash(-1.5), hash(float('inf')), hash(0.1), hash(1e16), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61))
print(float('1e5'), float(' -2.5 '), float('inf'), float('-Infinity'), float('nan'), float('1_000.5'), float(b'2.5'), float('.5'), float('5.'), float(3))
for text in ('', 'x', '1.2.3', 'e5', '1e', '0x10', '1_', '--1', 'infinit'):
    show(lambda: float(text))
print((0.1).as_integer_ratio(), (2.5).is_integer(), (2.0).is_integer(), (0.1).hex(), (-1.5).hex(), (0.0).hex(), (1e-310).hex(), float.fromhex('0x1.8p1'), (7).as_integer_ratio(), (255).bit_count())
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 0.0 % 5, -0.0 // 5, 2 ** 0.5, 2.0 ** -1, 4 ** 0.5, 1e308 * 10, -1e308 * 10)
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308, -10**400 < float('-inf'), 1 < float('inf'), float('nan') == float('nan'), 1 != float('nan'), True == 1.0, 10**20 == 1e20, 10**23 == 1e23)
print(True + True, True * 5, True & False, True | 2, ~True, -True, True // 1, int(True), float(True), f'{True}', f'{True:d}', f'{True:>6}', str(True), True.bit_length(), sum([True, False, True]))
print(1j * 1j, (1 + 2j) / (3 - 4j), (1 + 2j) ** 2, abs(3 + 4j), (1 + 2j).conjugate(), complex('1-2j'), complex(1.5), (1+1j)**-2, 1j == 1j, hash(1 + 2j), -(1 + 2j), complex('j'), 0j, complex(0.0, -0.0), (3+0j) == 3)
