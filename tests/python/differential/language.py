import functools, itertools, collections
print(locals().keys() >= {'functools'}, __name__)
def deco(n):
    def wrap(f):
        @functools.wraps(f)
        def inner(*a, **k):
            return f(*a, **k) * n
        return inner
    return wrap
@deco(3)
def hi(x): "doc"; return x
print(hi('a'), hi.__name__, hi.__doc__)
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        ns['extra'] = kw.get('tag')
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): print('call', a); return super().__call__(*a)
    def __len__(cls): return 7
class K(metaclass=Meta, tag='t'):
    def __init__(self, *a): self.a = a
print(K(1, 2).a, K.extra, len(K), type(K).__name__)
class L(list):
    def __init__(self, *a): super().__init__(*a); self.n = 0
    def append(self, x): self.n += 1; super().append(x)
l = L([1]); l.append(2); print(l, l.n, len(l), l + [3], isinstance(l, list))
class D(dict):
    def __missing__(self, k): return k * 2
print(D()['ab'], D(a=1))
class S(str):
    def shout(self): return self.upper() + '!'
print(S('abc').shout(), S('x') + 'y', repr(S('q')))
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
print(I(1) + 1, I(5) * 2, I(3) == 3, hash(I(3)) == hash(3))
class V:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __lt__(self, o): return self.x < o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return f'V({self.x})'
    def __bool__(self): return self.x > 0
    def __getitem__(self, i): return (self.x, i)
    def __contains__(self, i): return i == self.x
    def __iter__(self): return iter([self.x] * 2)
    def __enter__(self): return self
    def __exit__(self, *a): return False
    def __radd__(self, o): return ('radd', o)
    def __iadd__(self, o): self.x += o; return self
    def __neg__(self): return V(-self.x)
    def __matmul__(self, o): return 'mm'
    def __call__(self, *a, **k): return a, k
print(sorted([V(3), V(1)]), V(1) == V(1), V(1) != V(2), {V(1): 2}[V(1)], bool(V(0)), V(1)[2:3], V(1)[..., None], 1 in V(1), list(V(2)), 5 + V(1), -V(2), V(1) @ 2, V(1)(2, k=3))
v = V(1); v += 5; print(v)
x, *y, z = range(5); print(x, y, z)
(a, b), c = [1, 2], 3; print(a, b, c)
print({**{'a': 1}, 'b': 2}, [*range(3), *'ab'], {*[1, 2], 3}, (*[1], 2))
print([i * j for i in range(3) for j in range(3) if i != j], {k: v for k, v in zip('ab', [1, 2])}, {i % 3 for i in range(9)})
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
def gen():
    try:
        x = yield 1
        print('got', x)
        yield 2
    except GeneratorExit:
        print('closed'); raise
    finally:
        print('finally')
g = gen(); next(g); print(g.send('hello')); g.close()
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(itertools.islice(fib(), 10)))
print(f"{3.14159:.2f} {'x':>5} {1000000:,} {'a'!r} {2+3=} {x=!s:>4} {10:#x} {0.5:%}")
i = 0
while i < 5:
    i += 1
    if i == 3: continue
    if i == 5: break
else:
    print('no')
print(i)
for i in range(3): pass
else: print('else')
try:
    try: raise KeyError('a')
    except KeyError as e: raise ValueError('b') from e
except ValueError as e: print(repr(e), repr(e.__cause__), e.__suppress_context__)
print(any(x > 3 for x in range(5)), all([]), max([1, 5, 2], key=lambda q: -q), min('hello'), sum([[1], [2]], []))
if (n := len('abc')) > 2: print(n)
del x
try: print(x)
except NameError as e: print(e)
print(isinstance(True, int), issubclass(bool, int), type(1).__mro__, callable(len), id(1) == id(1))
print(getattr(V(1), 'nope', 'default'), hasattr(V(1), 'x'), vars(V(9)), dir(V(1))[-3:])
print(round(2.5), round(3.14159, 2), divmod(-7, 3), pow(2, 10, 1000), abs(-3.5), hex(255), bin(5), oct(8), chr(97), ord('a'))
print(list(map(str, [1, 2])), list(filter(None, [0, 1, 2])), list(zip('ab', [1, 2])), list(enumerate('ab', 1)), list(reversed([1, 2])))
print(eval('1 + 2'), eval('x * 2', {'x': 21}))
exec('q = 5'); print(q)
class P:
    _v = 1
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x * 2
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def st(a): return a + 1
p = P.make(); p.v = 5; print(p.v, P.st(1), p.st(2))
class Base:
    subs = []
    def __init_subclass__(cls, **k): super().__init_subclass__(); Base.subs.append((cls.__name__, k))
class Sub(Base, tag=1): pass
print(Base.subs)
print(1 < 2 < 3, 1 < 3 < 2, not 1, 1 and 0 or 5, None is None, 3 if 0 else 4)
def outer():
    n = 1
    class Q:
        m = n + 1
        def get(self): return n, __class__.__name__
    return Q
print(outer().m, outer()().get())
print([[1, 2], [3]] == [[1, 2], [3]], (1, 2) < (1, 3), 'a' * 3, [0] * 3)
assert True
global_x = 1
def setg():
    global global_x
    global_x += 1
setg(); print(global_x)
print(type(gen()).__name__, str(type(V)), V.__name__, V.__module__, V.__qualname__)
print(*[1, 2, 3], sep='-', end='!\n')
match {'type': 'circle', 'r': 2}:
    case {'type': 'square'}: print('sq')
    case {'type': 'circle', 'r': r}: print('circle', r)
