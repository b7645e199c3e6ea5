// Statements, functions, classes and generators; expected values are CPython 3.11's.
#include <doctest/doctest.h>

#include "run.h"

using namespace misfit::py;

TEST_CASE("arguments bind as in CPython, and misfits are told in its words") {
  CHECK(run("def f(a, b=2, *c, d=4, **e): return (a, b, c, d, e)\nprint(f(1), f(1, 3, 5, d=6, g=7), f(*[1, 2], **{'d': 9}))").out == "(1, 2, (), 4, {}) (1, 3, (5,), 6, {'g': 7}) (1, 2, (), 9, {})\n");
  CHECK(run("def f(a, b): pass\nf(1)").error == "TypeError: f() missing 1 required positional argument: 'b'");
  CHECK(run("def f(a): pass\nf(1, 2)").error == "TypeError: f() takes 1 positional argument but 2 were given");
  CHECK(run("def f(a): pass\nf(1, a=2)").error == "TypeError: f() got multiple values for argument 'a'");
  CHECK(run("def f(a): pass\nf(b=2)").error == "TypeError: f() got an unexpected keyword argument 'b'");
  CHECK(run("def f(*, k): pass\nf()").error == "TypeError: f() missing 1 required keyword-only argument: 'k'");
  CHECK(run("def f(): pass\nf(*5)").error == "TypeError: __main__.f() argument after * must be an iterable, not int");
  CHECK(run("len()").error == "TypeError: len() takes exactly one argument (0 given)");
}

TEST_CASE("calls of built-in methods that do not fit are told in their own words") {
  constexpr struct { const char *text, *error; } kCalls[] = {
      {"'a'.count()", "TypeError: count() takes at least 1 argument (0 given)"},
      {"'a'.find('a', 0, 1, 2)", "TypeError: find() takes at most 3 arguments (4 given)"},
      {"str.upper()", "TypeError: unbound method str.upper() needs an argument"},
      {"[1].sort(len)", "TypeError: sort() takes no positional arguments"},
      {"enumerate()", "TypeError: enumerate() missing required argument 'iterable'"},
      {"'a'.expandtabs('x')", "TypeError: 'str' object cannot be interpreted as an integer"},
      {"raise OSError(2, 'No such file', 'f')", "FileNotFoundError: [Errno 2] No such file: 'f'"},
  };
  for (const auto& c : kCalls) CHECK(run(c.text).error == c.error);
  CHECK(run("x = float('nan')\nprint(x in [x], x == x, OSError(2, 'a', 'f').args)").out == "True False (2, 'a')\n");
}

TEST_CASE("closures keep their variables") {
  CHECK(run("def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n    return step\na = counter()\nprint(a(), a(), counter()())").out == "1 2 1\n");
  CHECK(run("fs = [lambda: i for i in range(3)]\nprint([f() for f in fs])").out == "[2, 2, 2]\n");
}

TEST_CASE("an unbound name is told by where it should have been") {
  Ran r = run("def f():\n    x += 1\nf()");
  CHECK(r.error == "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value");
  CHECK(r.line == 2);
  CHECK(run("print(nope)").error == "NameError: name 'nope' is not defined");
}

TEST_CASE("classes inherit in C3 order") {
  CHECK(run("class A:\n  def f(self): return 'A'\nclass B(A):\n  def f(self): return 'B' + super().f()\nclass C(A):\n  def f(self): return 'C' + super().f()\nclass D(B, C): pass\nprint(D().f(), [k.__name__ for k in D.__mro__])").out ==
        "BCA ['D', 'B', 'C', 'A', 'object']\n");
  CHECK(run("class A: pass\nclass B(A): pass\nclass C(A, B): pass").error == "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B");
}

TEST_CASE("descriptors, properties and slots") {
  CHECK(run("class C:\n  @property\n  def x(self): return 1\nC().x = 2").error == "AttributeError: property 'x' of 'C' object has no setter");
  CHECK(run("class C:\n  __slots__ = ('a',)\nc = C()\nc.a = 1\nc.b = 2").error == "AttributeError: 'C' object has no attribute 'b'");
  CHECK(run("class N:\n  def __set_name__(self, owner, name): self.name = name\n  def __get__(self, o, t): return self.name\nclass C:\n  field = N()\nprint(C().field)").out == "field\n");
}

TEST_CASE("generators pause, receive and delegate") {
  CHECK(run("def g():\n    x = yield 1\n    y = yield from h()\n    yield (x, y)\ndef h():\n    yield 2\n    return 3\ni = g()\nprint(next(i), i.send('a'), next(i))").out == "1 2 ('a', 3)\n");
  CHECK(run("def g():\n    yield 1\n    raise StopIteration\nlist(g())").error == "RuntimeError: generator raised StopIteration");
}

TEST_CASE("finally runs on every way out") {
  CHECK(run("def f():\n    for i in range(3):\n        try:\n            if i == 1: continue\n            if i == 2: return i\n        finally:\n            print('f', i)\nprint(f())").out == "f 0\nf 1\nf 2\n2\n");
  CHECK(run("try:\n    try:\n        1 / 0\n    finally:\n        print('done')\nexcept ZeroDivisionError as e:\n    print(e)").out == "done\ndivision by zero\n");
  CHECK(run("class M:\n  def __enter__(self): return 1\n  def __exit__(self, *a):\n    print(a[0].__name__)\n    return True\nwith M() as x:\n    raise ValueError\nprint(x)").out == "ValueError\n1\n");
}

TEST_CASE("exceptions remember where they came from") {
  Ran r = run("def f(x):\n    return x[1]\n\nf(\n    [0])\n");
  CHECK(r.error == "IndexError: list index out of range");
  CHECK(r.line == 2);
  CHECK(run("try:\n    raise ExceptionGroup('g', [ValueError(1), TypeError(2)])\nexcept* ValueError as e:\n    print(e.exceptions)\nexcept* TypeError:\n    print('t')").out == "(ValueError(1),)\nt\n");
}

TEST_CASE("match takes values apart") {
  CHECK(run("def f(x):\n  match x:\n    case 2+3j: return 'sum'\n    case -1-2j: return 'difference'\nprint(f(2+3j), f(-1-2j), f(2))").out == "sum difference None\n");
  const char* program =
      "def f(x):\n    match x:\n        case 0 | None: return 'zero'\n        case [a, *rest]: return (a, rest)\n        case {'k': v, **r}: return (v, r)\n        case str() as s if len(s) > 2: return s.upper()\n        case _: return '?'\n"
      "print(f(0), f(None), f([1, 2, 3]), f({'k': 1, 'j': 2}), f('abc'), f('a'))";
  CHECK(run(program).out == "zero zero (1, [2, 3]) (1, {'j': 2}) ABC ?\n");
}

TEST_CASE("what is not supported is named before anything runs") {
  Ran r = run("print(1)\nasync def f():\n    pass\n");
  CHECK(r.unsupported == "async functions");
  CHECK(r.out == "");
}

TEST_CASE("budgets end a run") {
  Limits few;
  few.steps = 100'000;
  CHECK(run("while True: pass", few).stop == Stop::kSteps);
  Limits little;
  little.output = 1000;
  CHECK(run("while True: print('x' * 50)", little).stop == Stop::kOutput);
  CHECK(run("def f(n): return f(n + 1)\nf(0)").error.rfind("RecursionError: maximum recursion depth exceeded", 0) == 0);
  CHECK(run("try:\n    while True: pass\nexcept BaseException:\n    print('caught')", few).out == "");
}
