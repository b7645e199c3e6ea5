import warnings

import numpy as np

warnings.simplefilter("always")
i, j, f, g = np.int64(7), np.int64(-3), np.float64(2.5), np.float64(-0.5)
big, top = np.int64(2**62), np.int64(2**63 - 1)


def show(what, value):
    print(what, type(value).__name__, value)


for a, b in [(i, j), (i, 2), (2, i), (f, g), (f, 2), (2, f), (i, f), (i, 0.5), (0.5, j), (f, True), (i, True), (f, 10**20), (i, 2**53 + 1), (f, 2**53 + 1), (j, 1 + 2j)]:
    show("add", a + b)
    show("sub", a - b)
    show("mul", a * b)
    show("div", a / b)
    show("compare", (a == b, a != b))
for a, b in [(i, j), (i, 7), (f, 2.5), (2, f), (f, i), (np.float64("nan"), 1.0), (top, float(2**63)), (i, 10**30)]:
    print(a < b, a <= b, a > b, a >= b, type(a < b).__name__)
show("over", big + big)
show("over", top * 2)
show("under", -top - 10)
show("zero", f / 0)
show("zero", i / np.int64(0))
show("zero", np.float64(0) / 0.0)
show("infinite", np.float64(1e308) * 10)
show("infinite", np.float64("inf") - np.float64("inf"))
show("small", np.float64(1e-308) / 1e10)
show("nothing", f - f)
show("floor", i // j)
show("mod", i % j)
show("power", i ** 2)
show("small types", np.int8(100) + np.int8(100))
show("small types", np.float32(1.5) * 2)
show("list", (np.int64(2) * [1, 2], [1] * np.int64(2)))
show("array", f * np.array([1, 2]))
print(i + "a")
