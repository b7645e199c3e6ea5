def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
attempt(lambda: (ValueError(), ValueError("a"), ValueError("a", 2), str(ValueError()), str(ValueError(3)), str(ValueError("a", 2)), ValueError("it's")))
attempt(lambda: (str(KeyError("k")), str(KeyError()), str(KeyError("a", "b")), repr(KeyError("k"))))
attempt(lambda: (OSError(2, "No such file"), str(OSError(2, "No such file", "x.txt")), OSError(2, "m").errno, str(OSError("plain")), type(OSError(2, "m")).__name__, type(OSError(13, "m")).__name__))
attempt(lambda: (StopIteration(5).value, SystemExit(3).code, str(SystemExit(3)), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad start")))
attempt(lambda: (ImportError("m", name="n", path="p").name, NameError("q", name="zed").name, AttributeError("x", name="n", obj=5).obj))
attempt(lambda: ValueError(a=1))
attempt(lambda: (Exception.__mro__, issubclass(IndexError, LookupError), issubclass(ModuleNotFoundError, ImportError), issubclass(KeyboardInterrupt, Exception)))
attempt(lambda: (ExceptionGroup("g", [ValueError(1), TypeError("t")]), str(ExceptionGroup("g", [ValueError(1), TypeError("t")])), ExceptionGroup("g", [ValueError(1)]).split(TypeError)))
attempt(lambda: ExceptionGroup("g", []))
attempt(lambda: ExceptionGroup("g", [1]))
attempt(lambda: (ValueError("a").with_traceback(None), ValueError("a").args, ValueError("a") == ValueError("a")))
attempt(lambda: ValueError("a").message)
attempt(lambda: open("/nonexistent/file.txt"))
attempt(lambda: open("/tmp"))
attempt(lambda: open("x", "q"))
attempt(lambda: open("x", "rw"))
attempt(lambda: open(3.5))
attempt(lambda: exit("bye"))
try:
    exit("bye")
except SystemExit as e:
    print("exit", e.code)
assert isinstance(5, str), ("tuple", "message")
