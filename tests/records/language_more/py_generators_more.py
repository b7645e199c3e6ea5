import itertools
def attempt(fn):
    try:
        print(repr(fn()))
    except BaseException as e:
        print(type(e).__name__ + ":", e)
def count(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            i = got
        i += 1
    return "done"
g = count(5)
print(next(g), g.send(2), next(g), g)if False else print(next(g), g.send(2), next(g))
attempt(lambda: next(g))
attempt(lambda: next(g))
attempt(lambda: count(3).send(5))
attempt(lambda: count())
attempt(lambda: count(3)[0])
attempt(lambda: len(count(3)))
attempt(lambda: count(3) + count(3))
def handler():
    try:
        while True:
            try:
                v = yield
                print("got", v)
            except ValueError as e:
                print("handled", e)
                yield "recovered"
    finally:
        print("cleanup")
h = handler(); next(h); h.send(1)
print(h.throw(ValueError("oops")), next(h)); h.close()
attempt(lambda: next(h))
h2 = handler(); next(h2)
attempt(lambda: h2.throw(KeyError("k")))
attempt(lambda: h2.throw(5))
def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2
s = stubborn(); next(s)
attempt(lambda: s.close())
def delegate():
    r = yield from count(2)
    print("result", r)
    yield from "ab"
    yield from [[1], [2]]
print(list(delegate()))
def running():
    def gen():
        yield next(me)
    me = gen()
    return next(me)
attempt(running)
def batches(data, size):
    it = iter(data)
    while chunk := list(itertools.islice(it, size)):
        yield chunk
print(list(batches(range(7), 3)), sum(x * x for x in range(4)), max((len(w), w) for w in ["a", "bbb", "cc"]), dict((k, v) for k, v in zip("ab", [1, 2])), [*(i for i in range(3))], tuple(i for i in "ab"))
lazy = (print("eval", i) or i for i in range(3))
print("before", next(lazy), "after")
print(list(lazy), list(lazy))
gen = (x for x in [1, 2, 3])
print(2 in gen, list(gen), gen.gi_frame is None, type(gen).__name__, (lambda: (yield))().__class__.__name__)
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError("end")
        return i * 10
class BadIter:
    def __iter__(self):
        return 5
class NoNext:
    def __iter__(self):
        return self
print(list(Countdown(3)), list(Seq()), 20 in Seq(), list(reversed([*Seq()])), list(zip(Countdown(2), Seq())), *Countdown(2))
a, b, c = Seq()
print(a, b, c, list(iter(iter([1, 2, 0, 3]).__next__, 0)))
attempt(lambda: list(BadIter()))
attempt(lambda: list(NoNext()))
attempt(lambda: [x for x in 5])
attempt(lambda: iter(5, 0))
attempt(lambda: iter(int, 1))
attempt(lambda: next(5))
attempt(lambda: next())
def unpack3():
    a, b = count(3)
def unpack1():
    a, b, c = count(2)
def unpackn():
    a, b = 5
def unpackstar():
    a, b, *c = [1]
def nested():
    (a, b), c = [1, 2]
for fn in (unpack3, unpack1, unpackn, unpackstar, nested):
    attempt(fn)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(itertools.islice(fib(), 10)), list(itertools.takewhile(lambda v: v < 30, fib())), next(v for v in fib() if v > 100))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
def raising():
    yield 1
    raise ValueError("in generator")
attempt(lambda: list(raising()))
for v in raising():
    print(v)
