import itertools as it, functools as ft, operator as op
from collections import Counter, defaultdict, deque, namedtuple, OrderedDict, ChainMap
def attempt(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
print(list(it.chain([1], "ab", (2,))), list(it.chain.from_iterable([[1], [2, 3]])), list(it.product([0, 1], repeat=2)), list(it.permutations("abc", 2))[:3], list(it.combinations(range(4), 2)), list(it.combinations_with_replacement("ab", 2)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([1, 2], op.mul, initial=10)), list(it.islice(it.count(5, 2), 3)), list(it.islice("abcdef", 1, None, 2)), list(it.repeat("x", 2)), list(it.islice(it.cycle("ab"), 5)))
print([(k, list(g)) for k, g in it.groupby("aabbbc")], list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), list(it.filterfalse(None, [0, 1])), list(it.compress("abc", [1, 0, 1])), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.pairwise([1, 2, 3])), [list(t) for t in it.tee([1, 2])])
print(ft.reduce(op.add, [1, 2, 3]), ft.reduce(lambda a, b: a * b, [1, 2, 3, 4], 1), ft.partial(int, base=2)("101"), ft.partial(print, "a", sep="-"), op.itemgetter(1)([5, 6]), op.itemgetter("a", "b")({"a": 1, "b": 2}), op.attrgetter("real")(5), op.methodcaller("upper")("a"))if False else print(ft.reduce(op.add, [1, 2, 3]), ft.reduce(lambda a, b: a * b, [1, 2, 3, 4], 1), ft.partial(int, base=2)("101"), op.itemgetter(1)([5, 6]), op.itemgetter("a", "b")({"a": 1, "b": 2}), op.attrgetter("real")(5), op.methodcaller("upper")("a"))
@ft.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), ft.cache(abs)(-3), fib.__name__, fib.__wrapped__(1))
def deco(fn):
    @ft.wraps(fn)
    def inner(*a, **k):
        return fn(*a, **k)
    return inner
@deco
def documented(x):
    "doc"
    return x
print(documented.__name__, documented.__doc__, documented.__wrapped__(3))
@ft.singledispatch
def kind(x):
    return "object"
@kind.register
def _(x: int):
    return "int"
@kind.register(list)
def _(x):
    return "list"
print(kind(1), kind([]), kind("s"), kind(True), sorted([3, 1, 2], key=ft.cmp_to_key(lambda a, b: b - a)))
@ft.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(2), T(3) > T(1), T(1) >= T(2))
c = Counter("banana")
print(c, c.most_common(2), c["z"], c + Counter("an"), c - Counter("aaa"), c & Counter("ab"), c | Counter("zz"), sorted(c.elements()), c.total(), Counter(a=1, b=-1), +Counter(a=1, b=-1), dict(c)); c.update("nn"); c.subtract("b"); print(c, Counter([1, 1]) == Counter([1, 1, 2]))
dd = defaultdict(list); dd["a"].append(1); print(dd, dd["q"], dict(dd), defaultdict(int, a=1), defaultdict(lambda: 5)["x"], "zz" in dd)
dq = deque([1, 2, 3], maxlen=3); dq.append(4); dq.appendleft(0); dq.rotate(1); print(dq, dq[0], dq.pop(), dq.popleft(), len(dq), deque("ab"), deque([1]) == deque([1])); 
P = namedtuple("P", "x y", defaults=[0]); p = P(1); print(p, p.x, p[1], p._asdict(), p._replace(y=5), P._fields, P._make([7, 8]), p == (1, 0), *p, isinstance(p, tuple), p + (1,))
od = OrderedDict(a=1, b=2); od.move_to_end("a"); print(od, list(od), od == {"a": 1, "b": 2}, od.popitem(last=False)); print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], ChainMap({"a": 1}, {"b": 3}))
attempt(lambda: ft.reduce(op.add, []))
attempt(lambda: ft.reduce(op.add, 5))
attempt(lambda: ft.partial(5))
attempt(lambda: fib([1]))
attempt(lambda: fib())
attempt(lambda: list(it.product([1], repeat=-1)))
attempt(lambda: list(it.combinations([1], -1)))
attempt(lambda: it.islice([1], -1))
attempt(lambda: it.islice([1], "a"))
attempt(lambda: it.count("a"))
attempt(lambda: list(it.chain([1], 2)))
attempt(lambda: list(it.starmap(pow, [1])))
attempt(lambda: it.repeat())
attempt(lambda: list(it.permutations(5)))
attempt(lambda: it.groupby())
attempt(lambda: it.batched([1], 2))
attempt(lambda: P())
attempt(lambda: P(1, 2, 3))
attempt(lambda: P(1, z=3))
attempt(lambda: p.z)
attempt(lambda: setattr(p, "x", 2))
attempt(lambda: p._replace(q=1))
attempt(lambda: P._make([1]))
attempt(lambda: namedtuple("Q", "a a"))
attempt(lambda: namedtuple("Q", "class"))
attempt(lambda: namedtuple("Q", "_x"))
attempt(lambda: namedtuple("1Q", "x"))
attempt(lambda: deque([]).pop())
attempt(lambda: deque([1])[3])
attempt(lambda: deque([1]).remove(5))
attempt(lambda: deque(5))
attempt(lambda: deque([1, 2])[0:1])
attempt(lambda: deque([1], maxlen=-1))
attempt(lambda: Counter(5))
attempt(lambda: Counter("ab") + 5)
attempt(lambda: defaultdict(5))
attempt(lambda: defaultdict()["a"])
attempt(lambda: OrderedDict()["a"])
attempt(lambda: OrderedDict(a=1).move_to_end("z"))
attempt(lambda: OrderedDict().popitem())
attempt(lambda: ChainMap({})["x"])
attempt(lambda: op.itemgetter(3)([1]))
attempt(lambda: op.itemgetter())
attempt(lambda: op.attrgetter("a.b")(5))
attempt(lambda: op.add(1, "a"))
attempt(lambda: T(1) < 5)
attempt(lambda: kind())
