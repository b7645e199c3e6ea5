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


x = tf.constant([[1., 2., 3.], [4., 5., 6.]])
show('slice sizes', lambda: tf.slice(x, [0, 0], [1]))
show('strided zero', lambda: x[::0])
show('index out', lambda: x[5])
show('index deep', lambda: x[0, 0, 0])
show('index float', lambda: x[1.0])
show('index text', lambda: x['a'])
show('index list', lambda: x[[0, 1]])
show('ellipses', lambda: x[..., ...])
show('pad rank', lambda: tf.pad(x, [[1, 1]]))
show('pad negative', lambda: tf.pad(x, [[-1, 0], [0, 0]]))
show('pad shape', lambda: tf.pad(x, [1, 1]))
show('pad value', lambda: tf.pad(x, [[1, 1], [0, 0]], constant_values=[1., 2.]))
show('pad reflect', lambda: tf.pad(x, [[5, 5], [0, 0]], 'REFLECT'))
show('squeeze', lambda: tf.squeeze(x, axis=0))
show('squeeze out', lambda: tf.squeeze(x, axis=9))
show('reverse scalar', lambda: tf.reverse(x, axis=0))
show('reverse twice', lambda: tf.reverse(x, axis=[0, 0]))
show('reverse out', lambda: tf.reverse(x, axis=[4]))
show('reverse_sequence', lambda: tf.reverse_sequence(x, [9, 9], seq_axis=1))
show('reverse_sequence same', lambda: tf.reverse_sequence(x, [1, 1], seq_axis=0, batch_axis=0))
