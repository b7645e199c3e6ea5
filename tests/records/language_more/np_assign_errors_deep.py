import numpy as np
def put(a, k, v):
    a[k] = v
    return a
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
attempt(lambda: put(np.zeros(3), 5, 1))
attempt(lambda: put(np.zeros(3), 0, "a"))
attempt(lambda: put(np.zeros(3), 0, [1, 2]))
attempt(lambda: put(np.zeros(3), 0, [1]))
attempt(lambda: put(np.zeros(3), slice(0, 2), [1, 2, 3]))
attempt(lambda: put(np.zeros((2, 3)), 0, [1, 2]))
attempt(lambda: put(np.zeros((2, 3)), (slice(None), 1), [1, 2, 3]))
attempt(lambda: put(np.zeros((2, 3)), [0, 1], [[1, 2]]))
attempt(lambda: put(np.zeros((2, 3)), ([0, 1], [0, 1, 2]), 1))
attempt(lambda: put(np.zeros((2, 3)), np.array([True, False]), 7))
attempt(lambda: put(np.zeros((2, 3)), np.array([True, False, True]), 7))
attempt(lambda: put(np.zeros(4), np.array([True, False, True, False]), [1, 2, 3]))
attempt(lambda: put(np.zeros(4), np.array([True, False, True, False]), [1, 2]))
attempt(lambda: put(np.zeros(3, int), 0, 2.9))
attempt(lambda: put(np.zeros(3, int), 0, np.nan))
attempt(lambda: put(np.zeros(3, int), 0, "7"))
attempt(lambda: put(np.zeros(3, int), 0, "x"))
attempt(lambda: put(np.zeros(3, int), 0, None))
attempt(lambda: put(np.zeros(3), 0, None))
attempt(lambda: put(np.zeros(3), 0, 1j))
attempt(lambda: put(np.zeros(3), 0, {}))
attempt(lambda: put(np.zeros(3, bool), 0, "a"))
attempt(lambda: put(np.array(["ab", "c"]), 1, "long text"))
attempt(lambda: put(np.array(["ab", "c"]), 1, 5.25))
attempt(lambda: put(np.array([1, "a"], object), 0, [1, 2]))
attempt(lambda: put(np.arange(6).reshape(2, 3), (0, slice(None)), np.arange(3)[::-1]))
attempt(lambda: put(np.arange(3), "x", 1))
attempt(lambda: put(np.arange(3), 1.0, 1))
attempt(lambda: put(np.broadcast_to(np.arange(3), (2, 3)), 0, 1))
ro = np.arange(3)
ro.flags.writeable = False
attempt(lambda: put(ro, 0, 1))
attempt(lambda: ro.fill(3))
attempt(lambda: np.add(ro, 1, out=ro))
ro += 1
