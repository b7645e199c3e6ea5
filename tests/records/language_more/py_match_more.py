def describe(v):
    match v:
        case None:
            return "none"
        case True | False:
            return f"bool {v}"
        case 0:
            return "zero"
        case int() as n if n < 0:
            return f"negative {n}"
        case int(n):
            return f"int {n}"
        case float():
            return "float"
        case str() if not v:
            return "empty str"
        case "quit" | "exit":
            return "command"
        case str(s):
            return f"str {s!r}"
        case []:
            return "empty seq"
        case [x]:
            return f"one {x}"
        case [x, y]:
            return f"two {x} {y}"
        case [first, *rest] if len(rest) > 3:
            return f"long {first} ... {rest[-1]}"
        case ["cmd", *args]:
            return f"cmd {args}"
        case [1, [2, z], *_]:
            return f"nested {z}"
        case (a, b, c):
            return f"three {a} {b} {c}"
        case {"type": "dense", "units": int(u), **rest}:
            return f"dense {u} {rest}"
        case {"type": t}:
            return f"layer {t}"
        case {}:
            return "mapping"
        case _:
            return f"other {type(v).__name__}"
for v in (None, True, 0, -3, 7, 1.5, "", "quit", "hi", [], [1], (1, 2), [1, 2, 3, 4, 5], ["cmd", 1, 2, 3], [1, [2, 3], 4, 5], range(3), {"type": "dense", "units": 3, "act": "relu"}, {"type": "conv"}, {"type": "dense", "units": "x"}, {}, {1: 2}, {1, 2}, b"ab", "ab", object, lambda: 1):
    print(describe(v))
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
class Op:
    ADD, SUB = "+", "-"
def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x=0):
            return "y axis"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case [Point(x=a), Point(x=b)]:
            return f"pair {a} {b}"
        case (Op.ADD, l, r):
            return l + r
        case (Op.SUB, l, r):
            return l - r
        case -1 | 1.5 | 2+3j:
            return "number"
        case {"a": [_, {"b": deep}]}:
            return f"deep {deep}"
    return "nothing"
for p in (Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), [Point(1, 2), Point(3, 4)], ("+", 2, 3), ("-", 2, 3), ("*", 2, 3), -1, 1.5, 2+3j, {"a": [0, {"b": "x"}]}):
    print(where(p))
def attempt(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
def too_many(p):
    match p:
        case Point(a, b, c):
            return a
def no_args(p):
    match p:
        case describe(a):
            return a
class Bare:
    pass
def bare(p):
    match p:
        case Bare(a):
            return a
def unset():
    match 5:
        case [q]:
            pass
    return q
def dup(p):
    match p:
        case Point(1, x=1):
            return 1
def missing(p):
    match p:
        case Point(z=1):
            return 1
        case _:
            return "no z"
def const():
    match 3:
        case undefined_module.X:
            return 1
attempt(lambda: too_many(Point(1, 2)))
attempt(lambda: bare(Bare()))
attempt(unset)
attempt(lambda: missing(Point(1, 1)))
attempt(const)
match = 5
case = match + 1
print(match, case)
match [1, 2, *range(2)]:
    case [a, *_, b]:
        print(a, b)
x = 3
match x, x + 1:
    case 3, y:
        print("tuple", y)
