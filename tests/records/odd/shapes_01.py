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
show('reshape matrix', lambda: tf.reshape(x, [[3, 2]]))
show('reshape two unknown', lambda: tf.reshape(x, [-1, -1]))
show('reshape negative', lambda: tf.reshape(x, [-2, 3]))
show('reshape float', lambda: tf.reshape(x, [3., 2.]))
show('reshape empty', lambda: tf.reshape(x, []))
show('broadcast_to smaller', lambda: tf.broadcast_to(x, [3]))
show('broadcast_to other', lambda: tf.broadcast_to(x, [2, 4]))
show('broadcast_to scalar', lambda: tf.broadcast_to(x, 3))
show('broadcast_to negative', lambda: tf.broadcast_to(x, [-1, 3]))
show('tile rank', lambda: tf.tile(x, [2]))
show('tile negative', lambda: tf.tile(x, [-1, 2]))
show('tile scalar', lambda: tf.tile(x, 2))
show('tile matrix', lambda: tf.tile(x, [[1, 2]]))
show('transpose rank', lambda: tf.transpose(x, [0]))
show('transpose twice', lambda: tf.transpose(x, [0, 0]))
show('transpose out', lambda: tf.transpose(x, [0, 5]))
show('transpose matrix', lambda: tf.transpose(x, [[0, 1]]))
show('slice rank', lambda: tf.slice(x, [0], [1]))
show('slice out', lambda: tf.slice(x, [0, 2], [2, 5]))
show('slice negative', lambda: tf.slice(x, [0, -1], [2, 1]))
