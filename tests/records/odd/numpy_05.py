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
show('percentile', lambda: np.percentile(x, 120))
show('quantile', lambda: np.quantile([], 0.5))
show('interp', lambda: np.interp(1, [1, 2], [1]))
show('polyfit', lambda: np.polyfit([1, 2], [1, 2, 3], 1))
show('convolve', lambda: np.convolve([], [1]))
show('fft', lambda: np.fft.fft([1., 2.], n=-1))
show('fft zero', lambda: np.fft.fft([]))
show('random shape', lambda: np.random.rand(-1))
show('randint', lambda: np.random.randint(5, 1))
show('choice', lambda: np.random.choice(5, 10, replace=False))
show('choice empty', lambda: np.random.choice([]))
show('choice p', lambda: np.random.choice(3, p=[0.5, 0.5]))
show('normal', lambda: np.random.normal(0, -1))
show('permutation', lambda: np.random.permutation(1.5))
show('shuffle', lambda: np.random.shuffle(5))
show('vstack', lambda: np.vstack([x, [1., 2.]]))
show('hstack', lambda: np.hstack([x, [1., 2.]]))
show('delete', lambda: np.delete(x, 9, axis=0))
show('insert', lambda: np.insert(x, 9, 1, axis=0))
show('append', lambda: np.append(x, [[1., 2.]], axis=0))
