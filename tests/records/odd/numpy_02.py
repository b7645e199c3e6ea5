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
show('swapaxes', lambda: np.swapaxes(x, 0, 3))
show('moveaxis', lambda: np.moveaxis(x, 0, 5))
show('expand_dims', lambda: np.expand_dims(x, 9))
show('squeeze', lambda: np.squeeze(x, axis=0))
show('repeat', lambda: np.repeat(x, [1, 2, 3], axis=0))
show('repeat negative', lambda: np.repeat(x, -1))
show('tile', lambda: np.tile(x, -1))
show('roll', lambda: np.roll(x, 1, axis=4))
show('flip', lambda: np.flip(x, axis=3))
show('pad', lambda: np.pad(x, (1, 2, 3)))
show('pad negative', lambda: np.pad(x, -1))
show('pad mode', lambda: np.pad(x, 1, mode='x'))
show('broadcast_to', lambda: np.broadcast_to(x, (3, 3)))
show('add', lambda: x + np.ones((2, 2)))
show('add text', lambda: x + 'a')
show('dot', lambda: np.dot(x, x))
show('matmul scalar', lambda: np.matmul(x, 2))
show('matmul', lambda: x @ x)
show('einsum', lambda: np.einsum('ij,jk', x, x))
show('einsum ranks', lambda: np.einsum('ijk', x))
