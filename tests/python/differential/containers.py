def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
a = [5, 3, 8, 1]
a.append(9); a.extend((2, 7)); a.insert(1, 99); a.insert(-1, 50); a.insert(100, 6); print(a, a.pop(), a.pop(0), a.pop(-2), a)
a.remove(8); a.reverse(); print(a, a.index(1), a.count(2), a[1:3], a[::-1], a[::2], a * 2, a + [0], 3 in a, a.copy() == a, a < [100], [1, 2] < [1, 2, 3], [] < [1])
a[1:3] = ['x', 'y', 'z']; print(a); a[::2] = range(len(a[::2])); print(a); del a[1:3]; print(a); del a[::2]; print(a); a[:] = []; print(a, bool(a))
b = [3, 1, 2]; b += 'ab'; b *= 2; print(b); print(sorted([3, 1, 2]), sorted('hello', reverse=True), sorted(['bb', 'a', 'ccc'], key=len), sorted([('b', 1), ('a', 2), ('b', 0)]), sorted([1.5, 1, True, 0]), sorted({'z': 1, 'a': 2}))
c = [('x', 2), ('y', 1), ('z', 2), ('w', 1)]; c.sort(key=lambda p: p[1]); print(c); c.sort(key=lambda p: p[1], reverse=True); print(c); print(list(reversed(c))[:2])
big = [(i * 7919) % 1000 for i in range(300)]; s = sorted(big); print(s[:5], s[-5:], s == sorted(big, reverse=True)[::-1], sorted(range(200), key=lambda i: i % 7)[:30])
show(lambda: [1][5]); show(lambda: [1]['a']); show(lambda: [1].__setitem__(5, 1)); show(lambda: [][0]); show(lambda: [].pop()); show(lambda: [1].pop(3)); show(lambda: [1].remove(2)); show(lambda: [1].index(9)); show(lambda: [1] + (1,)); show(lambda: [1] + 1); show(lambda: 1 + [1]); show(lambda: [1] * 'a'); show(lambda: [1] - [1]); show(lambda: sorted([1, 'a'])); show(lambda: sorted(['a', 1])); show(lambda: sorted([1, None, 2])); show(lambda: [1, 2, 3].__setitem__(slice(0, 3, 2), [1])); show(lambda: list(5)); show(lambda: list(1, 2)); show(lambda: hash([])); show(lambda: [1] < 5); show(lambda: [].append()); show(lambda: [].append(1, 2)); show(lambda: [].insert(1)); show(lambda: [].foo); show(lambda: [[]] * 2); show(lambda: [1, 2][1.0]); show(lambda: [3, 1].sort(key=5)); show(lambda: [1].extend(5)); show(lambda: [1, 2, 3][::0]); show(lambda: max([])); show(lambda: [1].index('x')); show(lambda: [1][10**30]); show(lambda: [1] * 10**30)
t = (1, 2, 3, 2); print(t, t[1], t[-1], t[1:], t + (4,), t * 2, t.count(2), t.index(3), (1,), (), hash(()), hash((1, 2)), hash(('a', 1.5, None is None)), (1, 2) < (1, 3), tuple('abc'), tuple(range(3)), t == (1, 2, 3, 2), 2 in t)
show(lambda: t[9]); show(lambda: t['a']); show(lambda: t.index(9)); show(lambda: t + [1]); show(lambda: hash(([],))); show(lambda: tuple(5)); show(lambda: t.__setitem__(0, 1)); show(lambda: t < 5)
d = {'a': 1, 'b': 2}; d['c'] = 3; d.update(d=4); d.update([('e', 5)], f=6); d.setdefault('a', 9); d.setdefault('z', []).append(1); print(d, d.pop('b'), d.pop('nope', None), d.popitem(), d, len(d), 'a' in d, d.get('q'), d.get('q', 0), list(d), list(d.values()), list(d.items()), d == {'a': 1}, d | {'a': 100, 'n': 0}, {**d, 'x': 1}, dict(zip('ab', (1, 2))), dict.fromkeys('ab', 0), dict.fromkeys([1, 2]), dict([(1, 2)], k=3), dict({'a': 1}), dict())
d |= {'m': 1}; print(d, d.keys() & {'a', 'c', 'q'} == {'a', 'c'}, d.keys() - {'a'} == {'c', 'd', 'e', 'f', 'm'}, ('a', 1) in d.items(), 3 in d.values(), list(reversed(d)), list(reversed(d.values()))[:2], d.keys() == {'a', 'c', 'd', 'e', 'f', 'm'}, d.items() >= {('a', 1)}, len(d.keys()), d.copy() is d, d.keys(), d.values(), d.items())
show(lambda: d['nope']); show(lambda: d[1]); show(lambda: d[(1, 2)]); show(lambda: d[None]); show(lambda: d.pop('nope')); show(lambda: {}.popitem()); show(lambda: {[]: 1}); show(lambda: {}[[]]); show(lambda: dict(5)); show(lambda: dict([1])); show(lambda: dict([(1, 2, 3)])); show(lambda: dict('ab')); show(lambda: {} < {}); show(lambda: {} + {}); show(lambda: {1: 2} | [1]); show(lambda: hash({})); show(lambda: {}.get()); show(lambda: {'a': 1}.a); show(lambda: {}.update(5)); show(lambda: dict(1, 2)); show(lambda: {1: 1, 1.0: 2, True: 3}); show(lambda: {}.fromkeys(5))
def mutate():
    m = {1: 1}
    for k in m:
        m[k + 1] = 0
show(mutate)
e = {'a': 1}; e['self'] = e; print(e); l = [1]; l.append(l); print(l); print([{'k': (1, [2])}], {1: {2: {3: 4}}})
for n in (3, 10, 33, 100):
    print({i * 37 % 101 for i in range(n)}, {f'w{i}' for i in range(n)}, set(range(n, 0, -3)), frozenset(str(i) for i in range(0, n, 4)))
s = {'apple', 'banana', 'cherry', 'date', 'elder', 'fig', 'grape'}
print(s, s | {'kiwi', 'lemon'}, s & {'fig', 'date', 'x'}, s - {'fig'}, s ^ {'fig', 'zz'}, s.union(['q'], ('r',)), s.intersection('ab', ['fig']), s.difference(['fig', 'apple']), s.symmetric_difference({'a', 'fig'}))
s.add('newer'); s.discard('fig'); s.remove('date'); s.update(['u1', 'u2'], {'u3'}); print(s, len(s)); s.difference_update({'u1'}); s.intersection_update({'apple', 'u2', 'grape', 'newer'}); print(s); s.symmetric_difference_update({'apple', 'k'}); print(s, s.pop(), s); print(sorted(s), {1} <= {1, 2}, {1} < {1}, {1, 2} >= {2}, {1, 2} == {2, 1}, {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1, 2} != {1}, frozenset([1, 2]) == {1, 2}, frozenset([1]) | {2}, {1} | frozenset([2]), hash(frozenset([1, 2, 3])), hash(frozenset(['a', 'b'])), set(), frozenset(), {1.5, 2, 'x', (1, 2), True, None is None})
print({(i, j) for i in range(3) for j in range(3)}, {0.5 * i for i in range(8)}, {-1, -2, -3, 0}, {2**61, 2**61 - 1, 1}, {'a', 'b', 1, 2.5}, {b'x', 'x'}, {i % 5 for i in range(100)}, set('hello world'), {'x': {1, 2}, 'y': {'a', 'b', 'c'}})
x = set(range(20))
for i in range(0, 20, 3): x.discard(i)
x.add(100); x.add(64); print(x, x - {1}, x & set(range(5, 15)), x.copy()); x.clear(); x.add(5); print(x)
show(lambda: {1}[0]); show(lambda: {1} + {2}); show(lambda: {1} | [2]); show(lambda: {1}.remove(5)); show(lambda: set().pop()); show(lambda: {[]}); show(lambda: {1}.add([])); show(lambda: set(5)); show(lambda: hash({1})); show(lambda: {1} < 5); show(lambda: set(1, 2)); show(lambda: {1}.foo); show(lambda: frozenset([1]).add(2)); show(lambda: {{1}}); show(lambda: {1}.union(5))
r = range(2, 20, 3); print(r, list(r), len(r), r[1], r[-1], r[1:4], r[::-1], 5 in r, 6 in r, r.index(8), r.count(8), r == range(2, 19, 3), range(0) == range(5, 5), hash(range(3)) == hash(range(0, 3, 1)), list(reversed(r)), range(5, 0, -2), bool(range(0)), r.start, r.stop, r.step, 5.0 in r, 'a' in r)
show(lambda: r[50]); show(lambda: r['a']); show(lambda: r.index(3)); show(lambda: range(1.5)); show(lambda: range(1, 2, 0)); show(lambda: range()); show(lambda: range(1, 2, 3, 4)); show(lambda: range('a'))
print(slice(1, 5, 2).indices(4), slice(None, None, -1).indices(5), slice(2), slice(1, 2) == slice(1, 2), list[int], dict[str, int], tuple[int, ...], list[list[int]], set[str])
