def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
import re
tests = [(r'\d+', 'a1b22c333'), (r'(\w)(\d)?', 'a1b'), (r'[a-c]+', 'xabcabcx'), (r'^\s*(\w+)\s*=\s*(.*?)\s*$', '  key = some value  '), (r'a*', 'baac'), (r'(a|ab)(c|bcd)(d*)', 'abcd'), (r'(?P<y>\d{4})-(?P<m>\d\d)', 'on 2024-05-06'), (r'\bfoo\b', 'foo food foo'), (r'(?i)HELLO', 'say hello'), (r'x{2,3}', 'xxxxx'), (r'x{2,3}?', 'xxxxx'), (r'(?<=\$)\d+', 'cost $45'), (r'(?<!\$)\b\d+', '$45 67'), (r'foo(?=bar)', 'foobar foobaz'), (r'foo(?!bar)', 'foobar foobaz'), (r'(\w+) \1', 'the the cat'), (r'[^,]+', 'a,b,,c'), (r'.', 'a\nb'), (r'(?s).+', 'a\nb'), (r'(?m)^\w', 'a\nb'), (r'\.', 'a.b'), (r'[\w.]+@[\w.]+', 'mail bob@x.org now'), (r'é+', 'éé'), (r'(?:ab)+', 'ababx'), (r'(a+)+b', 'aaab'), (r'', 'ab'), (r'(?x) a  b # c', 'ab'), (r'[]a]+', ']a'), (r'[a\-z]+', 'a-z'), (r'\\', 'a\\b'), (r'(a)|(b)', 'ba'), (r'a{,2}', 'aaa'), (r'a{x', 'a{x'), (r'\x41\u0042', 'AB'), (r'(?P<a>x)(?P=a)', 'xx'), (r'$', 'a\n'), (r'\Z', 'a\n'), (r'[\s\d]+', 'a 1 2b'), (r'\D+', '12ab3')]
for pattern, text in tests:
    m = re.search(pattern, text)
    print(pattern, m, m and m.groups(), m and m.groupdict(), m and m.span(), re.findall(pattern, text), re.split(pattern, text), re.sub(pattern, '<>', text), re.match(pattern, text), bool(re.fullmatch(pattern, text)), [x.span() for x in re.finditer(pattern, text)])
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.sub(r'(?P<a>\d)', r'[\g<a>]', 'a1'), re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.subn('a', 'x', 'banana'), re.escape('a.b*c[d]-e f'), re.split(r'(,)', 'a,b'), re.split(r'\s+', 'a b  c', maxsplit=1), re.compile('x', re.I), re.compile(r'(\d)(?P<n>x)').groupindex, re.compile('a|b').sub('-', 'xaybz'), re.I, re.IGNORECASE | re.MULTILINE, re.search('B', 'abc', re.I).group(0), re.compile('b').search('abcb', 2).start(), re.match('(a)(b)?', 'a').groups('none'), re.match('(a)(b)?', 'a').lastindex, re.match('a', 'ab').end(), re.match('(?P<x>a)', 'a')['x'])
for bad in ('(', ')', '[', '*', 'a**', '(?P<1>a)', '\\', 'a{2,1}', '(?', '[z-a]', '(?P<n>a)(?P<n>b)', r'\q', '(?P=x)', '(?z)', r'\1', '+', 'a|*'):
    show(lambda: re.compile(bad))
show(lambda: re.match('a', 5)); show(lambda: re.match('a', 'a').group(3)); show(lambda: re.match('a', 'a').group('x')); show(lambda: re.sub('(a)', r'\2', 'a')); show(lambda: re.match('x', 'a').group()); show(lambda: re.match(5, 'a'))
import textwrap, string
text = 'The quick brown fox jumped over the lazy dog. Then it went-home to sleep, forever-and-ever-more.'
for w in (10, 20, 33): print(textwrap.wrap(text, w)); print(textwrap.fill(text, w, initial_indent='* ', subsequent_indent='  '))
print(repr(textwrap.dedent('  a\n    b\n\n  c')), textwrap.indent('a\n\nb', '> '), textwrap.shorten(text, 30), textwrap.wrap('abcdefghijkl', 5), textwrap.wrap('', 5), textwrap.wrap('a b', 9, max_lines=1))
print(string.capwords('hello big world'), string.Template('$a ${b}s $$').substitute(a=1, b='x'), string.Template('$a $z').safe_substitute(a=1), string.hexdigits, repr(string.whitespace), string.printable[:10]); show(lambda: string.Template('$a').substitute()); show(lambda: string.Template('$').substitute())
import io, csv
f = io.StringIO(); w = csv.writer(f); w.writerow(['a', 'b,c', 'd"e', 1, 2.5, None, '']); w.writerows([[1, 2], ['x\ny', 'z']]); print(repr(f.getvalue())); f.seek(0); print(list(csv.reader(f)))
f = io.StringIO('name,age\nbob,5\namy,7\n'); print(list(csv.DictReader(f))); f = io.StringIO(); w = csv.DictWriter(f, ['x', 'y']); w.writeheader(); w.writerow({'x': 1, 'y': 'q'}); print(repr(f.getvalue()), list(csv.reader(['a;b'], delimiter=';')), list(csv.reader(['"a ""q""",b'])))
f = io.StringIO('one\ntwo\nthree'); print(f.readline(), f.read(2), f.readlines(), f.read(), f.tell()); f.seek(0); print([line.strip() for line in f]); f = io.StringIO(); print('a', 1, sep='-', file=f); f.write('x'); print(repr(f.getvalue())); f.close(); show(lambda: f.read()); show(lambda: io.StringIO().write(5)); b = io.BytesIO(b'abc'); print(b.read(2), b.getvalue())
import statistics as st
data = [1, 2, 2, 3, 4, 7, 9]; print(st.mean(data), st.median(data), st.mode(data), st.stdev(data), st.pstdev(data), st.variance(data), st.pvariance(data), st.fmean(data), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.median([1, 2, 3, 4]), st.mean([1.5, 2.5]), st.mean([1, 2]), st.quantiles(data, n=4), st.multimode([1, 1, 2, 2]), st.harmonic_mean([40, 60]), round(st.geometric_mean([1, 2, 4]), 9), st.correlation([1, 2, 3], [2, 4, 7]), st.linear_regression([1, 2, 3], [2, 4, 7]), st.stdev([0.1, 0.2, 0.4])); show(lambda: st.mean([])); show(lambda: st.stdev([1])); show(lambda: st.mode([]))
from fractions import Fraction as F
print(F(3, 6), repr(F(1, 3)), F('0.25'), F(0.5), F(1, 3) + F(1, 6), F(1, 3) * 3, F(1, 2) ** 2, F(7, 3) // 1, F(7, 3) % 1, -F(1, 2), float(F(1, 3)), F(1, 2) == 0.5, F(1, 3) < 1, round(F(7, 2)), F(3.14159).limit_denominator(100), F(1, 2) + 0.5, int(F(7, 2)), F('3/4'), abs(F(-1, 2))); show(lambda: F(1, 0)); show(lambda: F('x'))
from decimal import Decimal as D, getcontext, ROUND_HALF_UP
print(D('0.1') + D('0.2'), D('1') / D('3'), repr(D('1.10')), D('1.10') * 2, D('2.675').quantize(D('0.01')), D('2.665').quantize(D('0.01'), ROUND_HALF_UP), D(0.1), D('1E+5'), D('1e-10'), D(5) ** 3, D('2').sqrt(), D('-1.5'), int(D('3.7')), float(D('2.5')), D('1.5') > 1, D('10') % 3, D('7') // 2, round(D('2.675'), 2), sum([D('0.1')] * 3), D('100').normalize(), f"{D('3.14159'):.2f}", D('NaN'), D('Infinity')); show(lambda: D(1) / D(0))
import datetime as dt
d = dt.datetime(2024, 2, 28, 13, 5, 9); print(d, repr(d), d + dt.timedelta(days=2, hours=12), d.strftime('%Y-%m-%d %H:%M:%S %A %B %j %I %p'), d.date(), d.time(), d.isoformat(), d.weekday(), (dt.datetime(2024, 3, 1) - d), dt.timedelta(seconds=3661), repr(dt.timedelta(days=-1, seconds=5)), dt.date(2024, 12, 25) - dt.date(2024, 1, 1), dt.datetime.strptime('2023-01-15 08:30', '%Y-%m-%d %H:%M'), d.replace(year=2020), dt.date(2024, 2, 29).isoformat(), dt.timedelta(hours=5) / 2, dt.timedelta(days=1).total_seconds(), d < dt.datetime(2025, 1, 1), dt.datetime.fromisoformat('2024-01-02T03:04:05'), f'{d:%d/%m/%y}', dt.timedelta(microseconds=5)); show(lambda: dt.date(2024, 2, 30)); show(lambda: dt.datetime.strptime('x', '%Y'))
import struct, hashlib, base64
print(struct.pack('<ihf', 1, -2, 1.5), struct.unpack('>IH', b'\x00\x00\x01\x00\x00\x05'), struct.calcsize('bhiq'), struct.pack('3s?d', b'ab', True, 2.5), hashlib.md5(b'abc').hexdigest(), hashlib.sha256(b'abc').hexdigest(), hashlib.sha1(b'').hexdigest(), hashlib.sha512(b'x' * 200).hexdigest()[:32], base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='))
import heapq, bisect
h = [5, 1, 8, 3]; heapq.heapify(h); heapq.heappush(h, 2); print(h, heapq.heappop(h), h, heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [4, 1, 3]), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h); l = [1, 3, 5]; bisect.insort(l, 4); print(l, bisect.bisect(l, 3), bisect.bisect_left(l, 3))
import os, pathlib
print(os.path.join('a', '/b', 'c'), os.path.join('a', ''), os.path.split('/x/y/z'), os.path.splitext('.bashrc'), os.path.splitext('a.tar.gz'), os.path.basename('/a/b/'), os.path.normpath('a/./b/../c'), os.path.isabs('/a'), os.sep, os.path.commonprefix(['abc', 'abd']), os.path.dirname('file'))
p = pathlib.Path('a/b') / 'c.txt'; print(p, repr(p), p.name, p.stem, p.suffix, p.parent, p.parts, p.with_suffix('.md'), p.with_name('z'), pathlib.Path('/x').is_absolute(), p == pathlib.Path('a/b/c.txt'), str(p), [str(q) for q in p.parents], pathlib.PurePosixPath('a//b/./c'), p.relative_to('a'))
import pprint
pprint.pprint({'b': [1, 2, 3], 'a': {'nested': 'x' * 30, 'other': list(range(20))}, 'c': ('t',)}); pprint.pprint([1, 2]); pprint.pprint(list(range(40))); print(pprint.pformat({'k': 1}))
import types
n = types.SimpleNamespace(a=1, b='x'); print(n, n.a, n == types.SimpleNamespace(a=1, b='x'))
