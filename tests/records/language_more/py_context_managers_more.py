from contextlib import contextmanager, suppress, ExitStack, closing, nullcontext, redirect_stdout
import io, time
def attempt(fn):
    try:
        print(repr(fn()))
    except BaseException as e:
        print(type(e).__name__ + ":", e)
class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value, tb is not None)
        return self.swallow
with CM("a") as a, CM("b") as b:
    print(a, b)
with (CM("p") as p, CM("q", True)):
    raise ValueError("swallowed by q")
with CM("s", True):
    1 / 0
print("after")
def f():
    with CM("ret"):
        return "value"
print(f())
for i in range(3):
    with CM(str(i)):
        if i == 0:
            continue
        break
@contextmanager
def timer(label):
    print("start", label)
    try:
        yield {"label": label}
    except KeyError as e:
        print("inside", e)
        raise
    finally:
        print("stop", label)
with timer("t") as info:
    print(info)
def bad():
    with timer("bad"):
        {}["missing"]
attempt(bad)
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def never():
    if False:
        yield
def use(cm):
    with cm() as v:
        return v
attempt(lambda: use(twice))
attempt(lambda: use(never))
def nocm():
    with 5 as x:
        pass
def noexit():
    class E:
        def __enter__(self):
            return 1
    with E():
        pass
def noenter():
    class E:
        def __exit__(self, *a):
            pass
    with E():
        pass
def classnot():
    with CM as c:
        pass
def lst():
    with [CM("z")]:
        pass
def none():
    with None:
        pass
for fn in (nocm, noexit, noenter, classnot, lst, none):
    attempt(fn)
with suppress(ZeroDivisionError, KeyError):
    {}["x"]
print("suppressed")
with ExitStack() as stack:
    names = [stack.enter_context(CM(n)) for n in "xy"]
    stack.callback(print, "callback", 1)
    print(names)
class C:
    def close(self):
        print("closed")
with closing(C()) as c:
    print(type(c).__name__)
with nullcontext(5) as n:
    print(n)
buf = io.StringIO()
with redirect_stdout(buf):
    print("hidden")
print(repr(buf.getvalue()))
@timer("decorated")
def deco(x):
    print("body", x)
    return x * 2
print(deco(4))
class Raises:
    def __enter__(self):
        raise RuntimeError("enter failed")
    def __exit__(self, *a):
        print("never")
def r():
    with Raises():
        pass
attempt(r)
class ExitRaises:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        raise TypeError("exit failed")
def er():
    with ExitRaises():
        raise ValueError("body")
try:
    er()
except TypeError as e:
    print(e, repr(e.__context__))
with CM("outer"):
    with CM("inner"):
        raise LookupError("uncaught")
