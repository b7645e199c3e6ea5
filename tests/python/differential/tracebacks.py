import traceback
def f(a, b):
    return a / b
def g():
    x = {'a': [1, 2]}
    return x['a'][5]
class C:
    def m(self): return self.nope
def show(fn, *args):
    try:
        fn(*args)
    except Exception:
        print(traceback.format_exc())
show(f, 1, 0)
show(g)
show(lambda: C().m())
show(lambda: 1 + 'a')
show(lambda: undefined_thing)
def chain():
    try:
        f(1, 0)
    except ZeroDivisionError as e:
        raise ValueError("bad") from e
show(chain)
def ctx():
    try:
        f(1, 0)
    except ZeroDivisionError as e:
        raise KeyError("k")
show(ctx)
def rr():
    try:
        f(1, 0)
    except ZeroDivisionError:
        raise
show(rr)
def rec(n):
    return rec(n + 1)
try:
    rec(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:40])
def multi():
    return f(
        1,
        0)
show(multi)
def w():
    with open('nonexistent_file') as q:
        pass
show(w)
def loop():
    for x in 5:
        pass
show(loop)
def unpack():
    a, b = 1, 2, 3
show(unpack)
def deep():
    return [f(x, 0) for x in range(2)]
show(deep)
def call_chain():
    return (C()
        .m())
show(call_chain)
def asserting():
    assert 1 == 2, "nope"
show(asserting)
def kw():
    return sorted([1, 'a'], key=lambda v: v)
show(kw)
