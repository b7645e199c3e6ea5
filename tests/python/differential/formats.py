def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
for spec in ('', 'd', '5', '<5', '>5', '^5', '05', '+', '+d', ' d', '-d', 'x', 'X', '#x', '#X', 'o', '#o', 'b', '#b', '#010b', 'c', 'n', ',', '_', ',d', '_x', '_b', '*^9', '=+9', '0=9', '<09', 'e', '.2f', '%', '.1%', 'g', 'E', '.3', 's', '5.2d', 'z', '010,', '+,.2f', 'é>8', '020,d', '#_x'):
    for value in (42, -7, 0, 1234567, 10**20):
        show(lambda: format(value, spec))
for spec in ('', '.0f', '.1f', '.2f', '.10f', 'f', 'F', 'e', '.0e', '.3E', 'g', '.3g', '#.3g', 'G', 'n', '%', '.0%', '10', '<10', '^10.2f', '010.2f', '+.1f', ' .1f', ',', ',.2f', '_.3f', '.3', '.0', '.15', '.17g', '#.0f', '#g', 'z.1f', '015,.2f', 'd', 'x', 's', '.', '=10', '*=12.3f', '>+10.2e', '.1', '5.1'):
    for value in (3.14159, -2.5, 0.0, -0.04, 1e10, 123456.789, 1e-7, float('inf'), float('nan'), 1e16, 100.0):
        show(lambda: format(value, spec))
for spec in ('', '5', '<5', '>5', '^6', '.2', '10.2', '*^10', '05', 's', '_<7', 'd', '+', '=5', '#', ',', '.', '5x', '\u00e9^7', '>>5', '{<5'):
    for value in ('abc', 'é', ''):
        show(lambda: format(value, spec))
print(f'{1+2j:.2f}', f'{1.5-2j}', f'{1j:>10}', format(1+2j, 'e'), format(0.1+0.25j, '.3'), format(-1-1j, '+.1f'))
show(lambda: '{} {}'.format(1, 2)); show(lambda: '{1} {0} {1}'.format('a', 'b')); show(lambda: '{a} {b!r} {c:>4}'.format(a=1, b='x', c=2)); show(lambda: '{0[1]} {0[0]}'.format([1, 2])); show(lambda: '{0.real} {0.imag}'.format(1+2j)); show(lambda: '{d[key]}'.format(d={'key': 'v'}))
show(lambda: '{:{w}.{p}f}'.format(3.14159, w=10, p=2)); show(lambda: '{:{}}'.format('a', 5)); show(lambda: '{{}} {{{}}}'.format(1)); show(lambda: '{!s} {!r} {!a}'.format('é', 'é', 'é')); show(lambda: '{:>{width}}'.format('x', width=5)); show(lambda: '{0:{1}}{2}'.format('a', '>3', 'b'))
for bad in ('{', '}', '{0', '{} {0}', '{0} {}', '{x}', '{5}', '{0[}', '{0.}', '{!z}', '{!}', '{:{}', '{0!r', '{[a]}', '{a b}', '{0[x]}', '{.foo}', '{!rx}'):
    show(lambda: bad.format(1))
show(lambda: '{}'.format()); show(lambda: '{a[b]}'.format(a={})); show(lambda: '{a}'.format_map({'a': 1})); show(lambda: '{z}'.format_map({'a': 1}))
class Money:
    def __format__(self, spec):
        return f'<{spec}>'
show(lambda: '{:abc}|{}'.format(Money(), Money())); show(lambda: f'{Money():x{1+1}y}')
show(lambda: f'{"a":>5}{1:03d}{2.5!r:>6}{[1, 2]!s:<8}|'); show(lambda: f'{3 + 4 = }'); show(lambda: f'{"x"=}'); show(lambda: f'{3.14159=:.2f}')
for pattern, values in (('%d', 5), ('%5d|', 5), ('%-5d|', 5), ('%05d', -5), ('%+d', 5), ('% d', 5), ('%x', 255), ('%#x', 255), ('%X', 255), ('%o', 8), ('%#o', 8), ('%e', 1.5), ('%.2f', 2.675), ('%g', 1e-10), ('%G', 1e20), ('%s', 'a'), ('%10s|', 'a'), ('%-10s|', 'a'), ('%.2s', 'abc'), ('%r', 'a'), ('%a', 'é'), ('%c', 65), ('%c', 'z'), ('%%', ()), ('%d%%', 5), ('%s %s', (1, 2)), ('%(a)s %(b)d', {'a': 1, 'b': 2}), ('%*d', (5, 3)), ('%.*f', (2, 3.14159)), ('%-*d|', (5, 3)), ('%i', 3.9), ('%d', True), ('%s', None), ('%s', (1,)), ('%s', ((1, 2),)), ('%5.1f|%-8s|', (2.25, 'ab')), ('%d', 10**20), ('%.3d', 5), ('%08.3f', -3.14159), ('%+.1e', 12345.678), ('%s', [1, 2]), ('%.0f', 0.5), ('%.0f', 1.5), ('%f', float('inf')), ('%5s', 'é'), ('%u', 3)):
    show(lambda: pattern % values)
for pattern, values in (('%d', 'x'), ('%d', None), ('%x', 1.5), ('%f', 'a'), ('%c', 'ab'), ('%c', -1), ('%s %s', 1), ('%s', (1, 2)), ('%y', 1), ('%', 1), ('%(a)s', 5), ('%(a)s', {}), ('%(a', {}), ('%*d', ('a', 1)), ('abc', 1), ('abc', [1]), ('abc', {'a': 1}), ('%d', [1]), ('%s', ()), ('%d', float('nan')), ('%d', 1j), ('%é', 1)):
    show(lambda: pattern % values)
