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
show('bool of array', lambda: bool(x))
show('array ragged', lambda: np.array([[1, 2], [3]]))
show('array text', lambda: np.array(['a', 1.5]))
show('astype', lambda: np.array(['a']).astype(float))
show('astype name', lambda: x.astype('floaty'))
show('zeros', lambda: np.zeros((-1, 2)))
show('zeros float', lambda: np.zeros((2.5, 2)))
show('arange', lambda: np.arange(0, 1, 0))
show('linspace', lambda: np.linspace(0, 1, -2))
show('linspace float', lambda: np.linspace(0, 1, 2.5))
show('eye', lambda: np.eye(-2))
show('full', lambda: np.full((2, 2), [1, 2, 3]))
show('where', lambda: np.where([True, False], x, 0))
show('take', lambda: np.take(x, [9]))
show('choose', lambda: np.choose([0, 5], [[1, 2], [3, 4]]))
show('argsort axis', lambda: np.argsort(x, axis=3))
show('histogram', lambda: np.histogram([1, 2], bins=0))
show('histogram range', lambda: np.histogram([1, 2], range=(3, 1)))
show('bincount', lambda: np.bincount([-1]))
show('bincount float', lambda: np.bincount([1.5]))
