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
show('searchsorted', lambda: np.searchsorted([[1]], [2]))
show('fft axis', lambda: np.fft.fft(x, axis=5))
show('diff', lambda: np.diff(x, n=-1))
