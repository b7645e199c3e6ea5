def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple, ChainMap
c = Counter('abracadabra'); print(c, c.most_common(2), c['z'], c + Counter(a=1), c - Counter(a=3), c & Counter(a=2), c | Counter(z=9), sum(c.values()), list(c.elements())[:6], c.total(), Counter(a=-1), +Counter(a=-1, b=2), Counter([1, 1, 2]), c == Counter('abracadabra')); c.update('zz'); c.subtract('a'); print(c); del c['nope']
d = defaultdict(list); d['x'].append(1); d['y']; print(d, dict(d), d.get('q'), len(d)); dd = defaultdict(lambda: defaultdict(int)); dd['a']['b'] += 1; print(dd['a'], defaultdict(int, a=1)); show(lambda: defaultdict(5)); show(lambda: defaultdict()['k'])
o = OrderedDict(a=1, b=2, c=3); o.move_to_end('a'); print(o, o.popitem(), o.popitem(last=False), list(o), OrderedDict([(1, 2)]) == {1: 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))))
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q[0], len(q), list(q), 2 in q, q.maxlen); q.rotate(1); print(q); q = deque('abc'); q.extend('de'); q.extendleft('xy'); print(q, q.pop(), q.popleft(), q, q.index('b'), q.count('a'), deque([1]) == deque([1]), bool(deque()), q[-1]); q.rotate(-2); q.remove('a'); q.reverse(); print(q, deque([1, 2]) + deque([3])); show(lambda: deque().pop()); show(lambda: deque([1])[5]); show(lambda: deque([1]).remove(2)); show(lambda: deque(5))
P = namedtuple('P', 'x y z', defaults=[0]); p = P(1, 2); print(p, p.x, p[1], p._asdict(), p._replace(x=5), P._fields, P._make([1, 2, 3]), p == (1, 2, 0), len(p), tuple(p), P(z=1, x=2, y=3), P.__doc__, p._field_defaults, hash(p) == hash((1, 2, 0)), isinstance(p, tuple)); x, y, z = p; print(x, y, z, [*p], {p: 1}[1, 2, 0])
show(lambda: P()); show(lambda: P(1, 2, 3, 4)); show(lambda: P(1, 2, w=3)); show(lambda: setattr(p, 'x', 3)); show(lambda: p.nope); show(lambda: namedtuple('Q', 'a a')); show(lambda: namedtuple('Q', 'class b')); show(lambda: namedtuple('Q', '_a')); show(lambda: P(1, x=2)); show(lambda: p._replace(q=1))
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m, m['a'], m['b'], dict(m), len(m), m.new_child({'c': 1})['c'], m.parents, sorted(m)); show(lambda: m['zz'])
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, InitVar, make_dataclass
from typing import List, Optional, ClassVar, Dict, Union, Tuple, Any, Callable, NamedTuple, TypedDict, Literal, TypeVar, Generic
@dataclass
class A:
    x: int
    y: float = 2.5
    tags: List[str] = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)
    count: ClassVar[int] = 7
a = A(1, tags=['t']); print(a, a == A(1, tags=['t'], hidden=9), asdict(a), astuple(a), replace(a, x=5), [f.name for f in fields(a)], is_dataclass(A), is_dataclass(3), A.count, A.__match_args__, a != A(2))
@dataclass(order=True, frozen=True)
class B(A if False else object):
    n: int
    s: str = 'q'
print(B(1) < B(2), B(1, 'a') < B(1, 'b'), max(B(1), B(3)), hash(B(1)) == hash(B(1)), {B(1): 'v'}[B(1)], sorted([B(2), B(1)]))
@dataclass
class D(A):
    z: int = 3
    def __post_init__(self):
        self.total = self.x + self.z
print(D(1), D(1).total, D(1, 2, ['a'], 4, 5), D(1) == A(1))
@dataclass
class E:
    a: int
    b: InitVar[int] = 5
    c: int = field(init=False)
    def __post_init__(self, b): self.c = self.a * b
print(E(2), E(2, 10), E(a=1, b=2).c)
@dataclass(kw_only=True, slots=True)
class F:
    k: int
    j: int = 2
print(F(k=1), hasattr(F(k=1), '__dict__')); show(lambda: F(1)); show(lambda: F())
show(lambda: A()); show(lambda: A(1, 2, 3, 4, 5)); show(lambda: A(1, q=2)); show(lambda: A(1, x=2)); show(lambda: setattr(B(1), 'n', 2)); show(lambda: A(1) < A(2)); show(lambda: hash(A(1))); show(lambda: asdict(5)); show(lambda: replace(B(1), nope=1)); show(lambda: B(1).__delattr__('n')); show(lambda: isinstance(FrozenInstanceError(), AttributeError))
def bad():
    @dataclass
    class X:
        a: int = 1
        b: int
show(bad)
def bad2():
    @dataclass
    class X:
        a: dict = {}
show(bad2); print(make_dataclass('M', [('x', int), ('y', int, 5)])(1))
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 'g'
    ALIAS = 1
    def hello(self): return self.name.lower()
    @property
    def loud(self): return self.name + '!'
print(Color.RED, repr(Color.GREEN), Color.ALIAS is Color.RED, Color('g'), Color['RED'], list(Color), len(Color), Color.RED.hello(), Color.RED.loud, Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), {Color.RED: 1}, Color.__members__, f'{Color.RED}', f'{Color.RED:>12}', Color.RED != Color.GREEN, Color.RED is Color.RED, type(Color.RED), Color, hash(Color.RED) == hash('RED'))
show(lambda: Color(5)); show(lambda: Color['x']); show(lambda: Color.NOPE); show(lambda: setattr(Color, 'RED', 3)); show(lambda: Color.RED < Color.GREEN); show(lambda: setattr(Color.RED, 'value', 3)); show(lambda: Color())
class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10
    ELEVEN = auto()
print(Num.TWO, repr(Num.TWO), Num.ONE + 1, Num.TEN > 5, Num(2), int(Num.TEN), f'{Num.ONE}', sorted(Num, reverse=True), [10, 20, 30][Num.ONE], Num.ELEVEN.value, Num.ONE == 1, '%d' % Num.TEN, max(Num))
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(Perm.R, Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, bool(Perm.R & Perm.W), ~Perm.R, Perm(3), repr(Perm.R | Perm.X), list(Perm.RW), Perm.RW.value, Perm.R ^ Perm.W, Perm(0))
class S(StrEnum):
    A = auto()
    B = 'bee'
print(S.A, repr(S.B), S.A == 'a', S.B.upper(), f'{S.B}', S('bee'))
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
print(Planet.EARTH.mass, Planet.MARS, Planet.MARS.value, Planet((0.64, 3.39)))
show(lambda: Enum('Dyn', 'A B C')); Dyn = Enum('Dyn', ['P', 'Q']); print(list(Dyn), Dyn.P.value)
def dup():
    @unique
    class U(Enum):
        A = 1
        B = 1
show(dup)
def dup2():
    class U(Enum):
        A = 1
        A = 2
show(dup2)
print(List[int], Optional[str], Dict[str, List[int]], Union[int, str], Tuple[int, ...], Any, Callable[[int], str], Union[int, None], Optional[Union[int, str]], Literal['a', 1], List, Callable[..., int], Union[int, int], int | None, list[int] | None)
T = TypeVar('T')
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
print(Box(5).v, Box[int](3).v, T, Box[int])
class NT(NamedTuple):
    a: int
    b: str = 'z'
    def both(self): return f'{self.a}{self.b}'
print(NT(1), NT(2, 'y').both(), NT(1)._asdict(), NT._fields); show(lambda: NT())
class TD(TypedDict):
    k: int
print(TD(k=1), {'k': 2} == TD(k=2))
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def g(self): ...
class Half(Base):
    def f(self): return 1
show(Base); show(Half); print(Base.__abstractmethods__ == {'f', 'g'}, issubclass(Half, Base))
import copy
x = [1, [2, 3], {'a': {4}}]; y = copy.copy(x); z = copy.deepcopy(x); x[1].append(9); x[2]['a'].add(5); print(y, z, copy.deepcopy((1, [2])), copy.copy({1: 2}), copy.deepcopy(a), copy.deepcopy(Color.RED) is Color.RED); loop = [1]; loop.append(loop); l2 = copy.deepcopy(loop); print(l2, l2[1] is l2)
from contextlib import contextmanager, suppress, redirect_stdout, nullcontext, ExitStack, closing
import io
@contextmanager
def tag(n):
    print('<' + n + '>')
    try: yield n.upper()
    except ValueError as e: print('swallowed', e)
    finally: print('</' + n + '>')
with tag('a') as t, tag('b'): print(t)
with tag('c'): raise ValueError('v')
with suppress(KeyError): {}['x']
buffer = io.StringIO()
with redirect_stdout(buffer): print('hidden', 5)
print(repr(buffer.getvalue())); 
with ExitStack() as stack:
    stack.enter_context(tag('s')); stack.callback(print, 'callback', 1); print('body')
with nullcontext(5) as five: print(five)
@tag('deco')
def decorated(): print('in decorated')
decorated()
