def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
def near(v):
    # Another libm may differ in the last digit.
    if isinstance(v, (list, tuple)):
        return type(v)(map(near, v))
    return float(f'{v:.11g}') if isinstance(v, float) else v
import math
for name in ('sqrt', 'exp', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'erf', 'erfc', 'gamma', 'lgamma', 'floor', 'ceil', 'trunc', 'fabs', 'degrees', 'radians', 'modf', 'frexp', 'isnan', 'isfinite', 'factorial', 'isqrt', 'cbrt', 'exp2', 'expm1', 'ulp'):
    for value in (0, 1, 0.5, -1, 2.5, 710, 1e-5, float('inf'), 'x'):
        show(lambda: near(getattr(math, name)(value)))
print(*map(near, (math.pow(2, 0.5), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(1, -0.0), math.atan2(1, -1), math.hypot(3, 4), math.hypot(1, 2, 3), math.dist((0, 0), (3, 4)), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.prod([1, 2, 3.5]), math.fsum([0.1] * 10), math.isclose(1, 1 + 1e-10), math.log(8, 2), math.log(10**400), math.ldexp(0.5, 3), math.nextafter(1, 2), math.pi, math.e, math.tau, math.inf, math.nan, math.factorial(30), math.comb(100, 50), math.isqrt(10**40))))
show(lambda: math.comb(-1, 2)); show(lambda: math.log(0)); show(lambda: math.log(-1)); show(lambda: math.factorial(-1)); show(lambda: math.factorial(2.5)); show(lambda: math.pow(0, -1)); show(lambda: math.sqrt()); show(lambda: math.gcd(1.5)); show(lambda: math.sqrt(1, 2)); show(lambda: math.floor('a')); show(lambda: math.dist((1,), (1, 2))); show(lambda: math.foo); show(lambda: math.sqrt([1]))
import random
random.seed(7); print(*map(near, (random.random(), random.randint(1, 100), random.choice('abcdef'), random.sample(range(50), 5), random.uniform(-1, 1), random.gauss(0, 1), random.gauss(5, 2), random.shuffle([1]), random.choices([1, 2, 3], [1, 2, 3], k=4), random.randrange(0, 100, 7), random.getrandbits(100), random.triangular(), random.betavariate(1, 2), random.expovariate(2), random.gammavariate(2, 3), random.gammavariate(0.5, 1), random.lognormvariate(0, 1), random.normalvariate(), random.vonmisesvariate(0, 4), random.paretovariate(3), random.weibullvariate(1, 2), random.randbytes(3))))
random.seed('text'); print(random.random()); random.seed(1.5); print(random.random()); random.seed(b'xy'); print(random.random()); random.seed(-5); print(random.random()); random.seed(2**100); print(random.random(), random.randint(0, 2**70))
l = list(range(10)); random.Random(3).shuffle(l); print(l); show(lambda: random.choice([])); show(lambda: random.randint(5, 1)); show(lambda: random.sample([1], 5)); show(lambda: random.sample({1, 2}, 1)); show(lambda: random.choices([], k=1)); show(lambda: random.randrange(0)); show(lambda: random.seed([])); show(lambda: random.choices([1, 2], [1])); show(lambda: random.shuffle((1, 2))); show(lambda: random.randint(1))
import itertools as it
print(list(it.chain([1], (2, 3), 'a')), list(it.chain.from_iterable([[1], [2]])), list(it.islice(it.count(5, 2), 4)), list(it.islice('abcdefg', 1, 6, 2)), list(it.product('ab', [1, 2])), list(it.product([0, 1], repeat=3))[:4], list(it.permutations([1, 2, 3], 2)), list(it.combinations('abcd', 2)), list(it.combinations_with_replacement('ab', 2)), list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([1, 2], initial=10)), list(it.takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 5, 1])), [(k, list(g)) for k, g in it.groupby('aabbbc')], list(it.zip_longest([1, 2], 'a', fillvalue='-')), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress('abcd', [1, 0, 1, 0])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.pairwise('abc')), list(it.repeat(1, 3)), [next(c) for c in [it.cycle('xy')] for _ in range(3)], list(map(list, it.tee([1, 2]))), list(it.permutations([])), list(it.product()), it.count(3), it.repeat(5))
for key, group in it.groupby([1, 1, 2, 3, 3]): print(key, end=' ')
print(); show(lambda: list(it.islice([1], -1))); show(lambda: list(it.combinations([1], -1)))
import functools, operator
print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(lambda a, b: a * b, [], 7), functools.partial(int, base=2)('101'), functools.partial(print, 1), operator.itemgetter(1)([5, 6]), operator.itemgetter('a', 'b')({'a': 1, 'b': 2}), operator.attrgetter('real')(3), operator.methodcaller('upper')('a'), operator.mul(3, 4), operator.contains([1], 1), operator.neg(5)) if False else None
@functools.lru_cache(maxsize=2)
def square(x): return x * x
print([square(i) for i in (1, 2, 1, 3, 1)], square.cache_info(), square.__name__)
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.cache_info())
@functools.wraps(square)
def other(): pass
print(other.__name__)
show(lambda: functools.reduce(lambda a, b: a, []))
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), sorted([V(3), V(1)])[0].v, sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.singledispatch
def kind(x): return 'any'
@kind.register(int)
def _(x): return 'int'
@kind.register
def _(x: str): return 'str'
print(kind(1), kind('a'), kind(1.5), kind(True))
class C:
    @functools.cached_property
    def p(self): print('computed'); return 5
c = C(); print(c.p, c.p, c.__dict__)
import json
obj = {'a': [1, 2.5, None, True, 'é"\\\n'], 'b': {}, 'c': [], 'd': {'x': {'y': [1]}}, '5': 1e100, 'inf': float('inf')}
print(json.dumps(obj)); print(json.dumps(obj, indent=2, sort_keys=True)); print(json.dumps(obj, separators=(',', ':'), ensure_ascii=False)); print(json.loads(json.dumps(obj)) == obj, json.dumps((1, 2)), json.dumps('😀'), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps([], indent=2), json.dumps([[1, 2], [3]], indent=1), json.loads('[1, -2.5e3, "a\\u00e9\\n", {"k": null}]'), json.loads(' 5 '), json.loads('1e5'), json.loads('NaN'), json.loads('"\\ud83d\\ude00"'))
for bad in ('', '{', '[1,]', '{"a" 1}', '{a: 1}', "{'a': 1}", '[1 2]', 'tru', '"abc', '1 2', '{"a": 1,}', '[', '"\\x"', '"\t"', '01', '-', '{"a": }', '\n\n  ]'):
    show(lambda: json.loads(bad))
show(lambda: json.dumps({1, 2})); show(lambda: json.dumps({(1, 2): 3})); show(lambda: json.dumps(object)); show(lambda: json.loads(5)); show(lambda: json.dumps(float('nan'), allow_nan=False)); show(lambda: json.dumps({'a': {1}}, default=list)); loop = []; loop.append(loop); show(lambda: json.dumps(loop))
