def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
texts = ['', 'hello', 'Hello World', '  pad \t', 'ünïcödé Straße', 'ΑΒΓ αβγ', 'Привет мир', '日本語', 'a,b,,c', 'line1\nline2\r\nline3', '123', '12.5', "it's", 'x' * 5, 'a\tb\tc', '😀 smile', 'UPPER lower', 'snake_case', '٣']
for s in texts:
    print(repr(s), len(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), s[::-1], s[1:4], s[-2:], hash(s))
    print([m for m in ('isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isascii', 'isprintable') if getattr(s, m)()])
    print(s.split(), s.split(','), s.rsplit(None, 1), s.splitlines(), s.partition(' '), s.rpartition('l'), s.strip(), s.lstrip('h '), s.rstrip('o\t '))
    print(s.center(9, '*'), s.ljust(8, '.'), s.rjust(8), s.zfill(8), s.find('l'), s.rfind('l'), s.count('l'), s.count(''), s.replace('l', 'L', 1), s.replace('', '-'), s.startswith('h'), s.endswith(('d', 'o')), s.expandtabs(4), list(s)[:3], s.encode())
print(ascii('é日😀\n'), repr('\x00\x1f\x7f\x80\xa0\xad\u2028\ud800'.encode('unicode_escape') if False else '\x00\x1f\x7f\x80\xa0\xad\u200b\u2028'), repr("'"), repr('"'), repr('\'"'), repr('\\'))
print('a-b_c'.translate(str.maketrans('-_', '+*')), 'hello'.translate({ord('l'): None, ord('h'): 'HH'}), str.maketrans({'a': 1, 98: 'x'}), str.maketrans('ab', 'xy', 'z'))
print('abc' < 'abd', 'a' < 'B', 'Z' < 'a', 'é' > 'z', '' < 'a', 'abc' == 'abc', 'a' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, 'b' in 'abc', '' in 'abc', 'abc' + 'def')
print(', '.join(['a', 'b']), ''.join('xyz'), '-'.join({'k': 1}), 'abc'.removeprefix('ab'), 'abc'.removesuffix('bc'), 'a b  c'.split(' '), 'a  b c '.split(None, 1), 'abcabc'.rsplit('b', 1), 'aXbXc'.split('X', maxsplit=1), 'www.x.com'.strip('w.moc'))
print('%s' % 'x', 'a\\b', r'a\b', 'tab\there', '\x41\u0042\U00000043\N{BULLET}' if True else '', b'bytes\x00\xff', bytes([65, 66]), bytearray(b'x'), b'a' + b'b', b'abc'[1], b'abc'[1:], b'%d' % 5, b'a,b'.split(b','), b'abc'.hex(), bytes.fromhex('61 62'), b'abc'.decode(), b'\xc3\xa9'.decode('utf-8'), 'é'.encode('latin-1'), list(b'ab'), b'abc'.upper(), b'abc'.find(b'c'), b' x '.strip(), b'abc'.replace(b'b', b'X'), b'a' in b'abc', 97 in b'abc', hash(b'abc'), hash('abc'), hash(''), hash('é'), hash('日本'))
show(lambda: 'abc'[3]); show(lambda: 'abc'['a']); show(lambda: 'abc'[1.5]); show(lambda: 'abc'[None]); show(lambda: 'abc'[::0]); show(lambda: 'abc'['a':]); show(lambda: 'abc' + 1); show(lambda: 1 + 'abc'); show(lambda: 'abc' * 'a'); show(lambda: 'abc' * 1.5); show(lambda: 'abc' - 'a'); show(lambda: 1 in 'abc'); show(lambda: 'abc'.index('z')); show(lambda: 'abc'.rindex('z')); show(lambda: 'a'.join([1])); show(lambda: ','.join(5)); show(lambda: 'x'.split('')); show(lambda: 'x'.split(1)); show(lambda: 'x'.replace('a')); show(lambda: 'x'.replace(1, 2)); show(lambda: 'x'.center()); show(lambda: 'x'.center('a')); show(lambda: 'x'.center(5, 'ab')); show(lambda: 'x'.startswith(1)); show(lambda: 'x'.strip(1)); show(lambda: 'x'.upper(1)); show(lambda: 'x'.foo); show(lambda: 'x'.partition('')); show(lambda: 'x'.encode('nope')); show(lambda: 'é'.encode('ascii')); show(lambda: b'\xff'.decode()); show(lambda: b'\xe9'.decode('ascii')); show(lambda: 'x'.zfill('a')); show(lambda: 'x'.find(1)); show(lambda: str(b'a', 'utf-8')); show(lambda: str(1, 2, 3, 4)); show(lambda: str(5, 'utf-8')); show(lambda: b'a' + 'b'); show(lambda: bytes('a')); show(lambda: bytes([256])); show(lambda: bytes(-1)); show(lambda: b'a'['x']); show(lambda: b'a'[5]); show(lambda: ord('ab')); show(lambda: chr(-1)); show(lambda: chr(0x110000)); show(lambda: 'abc' < 1); show(lambda: 'a' in 5); show(lambda: bytes.fromhex('6')); show(lambda: ''.join(['a', None])); show(lambda: str.upper(5)); show(lambda: 'x'.ljust(3, '')); show(lambda: 'a'.maketrans(1)); show(lambda: 'a'.maketrans('ab', 'c'))
s = 'abcdefghij'
print(s[2:8:2], s[8:2:-2], s[::-3], s[-100:100], s[5:5], s[7:3], s[:-3], s[-3:], s[True], s[-1])
ba = bytearray(b'hello')
ba[0] = 72; ba.append(33); ba.extend(b'??'); ba[1:3] = b'EL'; del ba[-1]
print(ba, len(ba), ba[0], ba.pop(), bytes(ba), ba == b'HELlo!', ba.decode())
show(lambda: bytearray(b'a').append(300)); show(lambda: ba.__setitem__(100, 1)); show(lambda: hash(ba)); show(lambda: bytearray('x'))
