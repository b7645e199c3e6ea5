import traceback, sys
def show(fn):
    try:
        fn()
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", repr(e), "| args", e.args, "| cause", repr(e.__cause__), "| ctx", repr(e.__context__), e.__suppress_context__)
class MyError(Exception):
    pass
class Coded(ValueError):
    def __init__(self, code, msg="bad"):
        super().__init__(msg)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {self.args[0]}"
def a():
    raise MyError
def b():
    raise MyError("one", 2)
def c():
    raise Coded(404, "missing")
def d():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("wrapped") from e
def e():
    try:
        int("x")
    except ValueError:
        raise KeyError("k")
def f():
    try:
        {}["a"]
    except KeyError:
        raise RuntimeError("hidden") from None
def g():
    raise "text"
def h():
    raise 5
def i():
    raise ValueError from 5
def j():
    raise
def k():
    assert 1 == 2, f"expected {1}"
def l():
    assert []
def m():
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")
def n():
    try:
        raise ValueError("kept")
    except TypeError:
        print("no")
    else:
        print("else")
    finally:
        print("finally")
def o():
    try:
        x = 1
    except Exception:
        pass
    else:
        raise LookupError("from else")
def p():
    try:
        raise KeyError("missing")
    except (ValueError, KeyError) as err:
        print("caught", err, err.args)
        raise
def q():
    try:
        pass
    except 5:
        pass
    try:
        raise ValueError("v")
    except 5:
        pass
def r():
    try:
        raise ValueError("v")
    except "ValueError":
        pass
def s():
    raise StopIteration(3)
def t():
    def gen():
        yield 1
        raise StopIteration
    list(gen())
def u():
    sys.exit("bye")
def v():
    sys.exit(3)
def w():
    raise SystemExit
def x():
    raise NotImplementedError("todo")
def y():
    raise OSError(2, "No such file", "f.txt")
def z():
    open("/nonexistent/file.txt")
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z):
    show(fn)
def rec():
    return rec()
show(rec)
show(lambda: UnicodeDecodeError("utf-8", b"x", 0, 1, "reason").nope)
show(lambda: (_ for _ in ()).throw(ValueError("thrown")))
def ret():
    for v in range(3):
        try:
            if v == 1:
                continue
            if v == 2:
                return "ret"
        finally:
            print("fin", v)
print(ret())
def swallow():
    try:
        return 1 / 0
    finally:
        return "swallowed"
print(swallow())
try:
    try:
        raise ValueError("inner")
    except ValueError as err:
        err.add_note("note one")
        raise
except ValueError as err:
    print(err.__notes__, "".join(traceback.format_exception_only(type(err), err)))
try:
    print(err)
except NameError as e2:
    print(type(e2).__name__, e2)
print(issubclass(KeyError, LookupError), issubclass(FileNotFoundError, OSError), issubclass(ModuleNotFoundError, ImportError), issubclass(KeyboardInterrupt, Exception), issubclass(RecursionError, RuntimeError), issubclass(UnicodeDecodeError, ValueError), MyError.__mro__[1].__name__, IOError is OSError, ZeroDivisionError.__bases__[0].__name__)
print(repr(ValueError()), repr(ValueError("a")), repr(ValueError("a", 1)), str(ValueError()), str(ValueError("a", 1)), str(KeyError("a")), str(KeyError()), repr(OSError(2, "x")), str(OSError(2, "x")), ValueError("a") == ValueError("a"), bool(ValueError()))
try:
    traceback_text = None
    def inner():
        raise MyError("deep")
    inner()
except MyError:
    text = traceback.format_exc().splitlines()
    print(text[0], "|", text[-1])
    print(sys.exc_info()[0].__name__)
print(sys.exc_info())
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2), ExceptionGroup("inner", [OSError(3)])])
except* ValueError as eg:
    print("values", eg, eg.exceptions)
except* (TypeError, OSError) as eg:
    print("others", eg.exceptions)
d()
