import numpy as np
import tensorflow as tf


def show(name, call):
    try:
        result = call()
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0][:300])
    else:
        for r in result if isinstance(result, (list, tuple)) else [result]:
            print(name, np.asarray(r).dtype, np.asarray(r).shape)


x = np.array([[1., 2., 3.], [4., 5., 6.]])
show('unique axis', lambda: np.unique(x, axis=4))
show('unravel', lambda: np.unravel_index(9, (2, 3)))
show('gradient', lambda: np.gradient([1.]))
show('clip', lambda: np.clip(x, [1, 2], 3))
show('select', lambda: np.select([], []))
show('apply', lambda: np.apply_along_axis(np.sum, 4, x))
show('load', lambda: np.load('missing.npy'))
