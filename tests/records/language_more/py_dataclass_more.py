from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, is_dataclass, KW_ONLY, InitVar, make_dataclass
from typing import ClassVar, List, Optional
def attempt(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
@dataclass
class Config:
    lr: float = 1e-3
    layers: List[int] = field(default_factory=lambda: [64, 32])
    name: str = "run"
    count: ClassVar[int] = 0
    secret: str = field(default="x", repr=False, compare=False)
    def total(self):
        return sum(self.layers)
c = Config()
print(c, c.total(), c == Config(), c == Config(lr=0.1), asdict(c), astuple(c), replace(c, lr=0.5), [f.name for f in fields(c)], is_dataclass(c), is_dataclass(int), Config.__match_args__)
c.layers.append(1); print(c, Config().layers, Config(0.1, [1], secret="q") == Config(0.1, [1]))
@dataclass(frozen=True, order=True)
class V:
    a: int
    b: float = 0.0
    def __post_init__(self):
        if self.a < 0:
            raise ValueError(f"a must be >= 0, got {self.a}")
print(V(1) < V(2), sorted([V(2, 1.0), V(1, 5.0), V(1, 2.0)]), hash(V(1)) == hash(V(1)), {V(1): "k"}[V(1)], V(1) == (1, 0.0), V(1) >= V(1), V(1).__eq__(5))
@dataclass
class Base:
    x: int
    y: int = 2
@dataclass
class Child(Base):
    z: int = 3
    y: int = 20
@dataclass
class Kw:
    a: int
    _: KW_ONLY
    b: int = 5
    c: Optional[str] = None
@dataclass(eq=False)
class NoEq:
    a: int = 1
@dataclass
class Init:
    n: int
    scale: InitVar[int] = 2
    out: int = field(init=False)
    def __post_init__(self, scale):
        self.out = self.n * scale
@dataclass(slots=True)
class S:
    a: int = 1
@dataclass(repr=False)
class NoRepr:
    a: int = 1
print(Child(1), Child(1, 2, 3), Kw(1, b=2), NoEq() == NoEq(), Init(3), Init(3, 10), S(), Child.__doc__, Kw.__init__.__annotations__)
print(make_dataclass("P", ["x", ("y", int), ("z", int, field(default=5))])(1, 2), field(default=1).default, fields(Init)[0].type, fields(Kw)[1].default, fields(Kw)[1].kw_only)
attempt(lambda: Config(1, 2, 3, 4, 5))
attempt(lambda: Config(nope=1))
attempt(lambda: V())
attempt(lambda: V(-1))
attempt(lambda: Base())
attempt(lambda: Kw(1, 2))
attempt(lambda: Kw())
attempt(lambda: Kw(1, d=3))
attempt(lambda: setattr(V(1), "a", 5))
attempt(lambda: setattr(V(1), "q", 5))
attempt(lambda: delattr(V(1), "a"))
attempt(lambda: setattr(S(), "q", 5))
attempt(lambda: S().__dict__)
attempt(lambda: Base(1) < Base(2))
attempt(lambda: hash(Base(1)))
attempt(lambda: {Base(1)})
attempt(lambda: asdict(5))
attempt(lambda: asdict(Config))
attempt(lambda: replace(V(1), q=5))
attempt(lambda: replace(Init(1), out=5))
attempt(lambda: replace(5, a=1))
attempt(lambda: fields(5))
attempt(lambda: V(1) < Base(1))
def bad_order():
    @dataclass
    class B:
        a: int = 1
        b: str
def mutable():
    @dataclass
    class M:
        a: list = []
def mutable2():
    @dataclass
    class M:
        a: dict = {}
def both():
    @dataclass
    class M:
        a: int = field(default=1, default_factory=int)
def frozen_mix():
    @dataclass
    class F(V):
        c: int = 1
def no_annotation():
    @dataclass
    class N:
        a = 1
    return N(), N.a, fields(N)
def order_no_eq():
    @dataclass(order=True, eq=False)
    class N:
        a: int
def field_no_type():
    @dataclass
    class N:
        a = field(default=1)
def unhashable_default():
    @dataclass
    class N:
        a: Base = Base(1)
def badarg():
    @dataclass(immutable=True)
    class N:
        a: int
for fn in (bad_order, mutable, mutable2, both, frozen_mix, no_annotation, order_no_eq, field_no_type, unhashable_default, badarg):
    attempt(fn)
try:
    V(1).a = 3
except FrozenInstanceError as e:
    print(type(e).__mro__[1].__name__, e)
match Child(1, 2, 3):
    case Child(x=1, y=y, z=z):
        print("child", y, z)
match V(4, 2.0):
    case V(0, _):
        print("zero")
    case V(a, b) if a > b:
        print("greater", a, b)
