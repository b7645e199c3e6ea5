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
show('argmax empty', lambda: np.argmax([]))
show('argmax axis', lambda: np.argmax(x, axis=4))
show('cumsum axis', lambda: np.cumsum(x, axis=4))
show('max empty', lambda: np.max([]))
show('mean axis', lambda: np.mean(x, axis=(0, 5)))
show('sum axis twice', lambda: np.sum(x, axis=(0, 0)))
show('concatenate', lambda: np.concatenate([x, [1., 2.]]))
show('concatenate sizes', lambda: np.concatenate([x, x[:, :2]]))
show('concatenate scalars', lambda: np.concatenate([1, 2]))
show('concatenate nothing', lambda: np.concatenate([]))
show('stack', lambda: np.stack([x, x[0]]))
show('stack nothing', lambda: np.stack([]))
show('stack axis', lambda: np.stack([x, x], axis=7))
show('split', lambda: np.split(x, 2, axis=1))
show('array_split zero', lambda: np.array_split(x, 0))
show('reshape', lambda: x.reshape(4, 2))
show('reshape two', lambda: x.reshape(-1, -1))
show('reshape float', lambda: x.reshape(2.0, 3))
show('transpose', lambda: x.transpose(0, 0))
show('transpose axes', lambda: x.transpose(0, 1, 2))
