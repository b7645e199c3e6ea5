class P:
    pass
class Bad:
    def __len__(self): return -1
    def __bool__(self): return 2
    def __str__(self): return 5
    def __repr__(self): return None
    def __iter__(self): return 5
    def __index__(self): return "a"
    def __hash__(self): return "h"
    def __contains__(self, v): return [v]
    def __int__(self): return "7"
    def __float__(self): return 7
    def __enter__(self): return self
    def __format__(self, spec): return 3
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
attempt(lambda: len(P()))
attempt(lambda: len(Bad()))
attempt(lambda: bool(Bad()))
attempt(lambda: str(Bad()))
attempt(lambda: repr(Bad()))
attempt(lambda: list(Bad()))
attempt(lambda: [1, 2][Bad()])
attempt(lambda: hash(Bad()))
attempt(lambda: 3 in Bad())
attempt(lambda: int(Bad()))
attempt(lambda: float(Bad()))
attempt(lambda: format(Bad()))
attempt(lambda: P() + 1)
attempt(lambda: P() < P())
attempt(lambda: P()[0])
attempt(lambda: P()())
attempt(lambda: -P())
attempt(lambda: iter(P()))
attempt(lambda: next(P()))
attempt(lambda: P() in P())
attempt(lambda: 1 in P())
attempt(lambda: int(P()))
attempt(lambda: abs(P()))
attempt(lambda: round(P()))
attempt(lambda: reversed(P()))
attempt(lambda: P().missing)
attempt(lambda: P.missing)
attempt(lambda: [i for i in P()])
attempt(lambda: P() @ P())
attempt(lambda: divmod(P(), 1))
with P() as p:
    pass
