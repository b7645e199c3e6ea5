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
show('less text', lambda: tf.constant('a') < tf.constant('b'))
show('equal shapes', lambda: tf.equal(x, [1., 2.]))
show('equal text', lambda: tf.equal('a', ['a', 'b']))
show('maximum text', lambda: tf.maximum('a', 'b'))
show('round text', lambda: tf.round('a'))
show('sign bool', lambda: tf.sign(True))
show('clip shapes', lambda: tf.clip_by_value(x, [0., 1.], 5.))
show('clip norm', lambda: tf.clip_by_norm(x, -1.0))
show('cast text', lambda: tf.cast('1', tf.float32))
show('cast to text', lambda: tf.cast(x, tf.string))
show('bitcast', lambda: tf.bitcast(tf.constant([1, 2, 3], tf.uint8), tf.int32))
show('bitwise', lambda: tf.bitwise.bitwise_and(x, x))
show('left_shift', lambda: tf.bitwise.left_shift(1, -1))
show('reduce_sum text', lambda: tf.reduce_sum(['a', 'b']))
show('reduce_mean text', lambda: tf.reduce_mean(['a']))
show('reduce_mean bool', lambda: tf.reduce_mean([True]))
show('reduce_sum bool', lambda: tf.reduce_sum([True]))
show('reduce_all float', lambda: tf.reduce_all(x))
show('reduce_max text', lambda: tf.reduce_max(['a']))
show('reduce_max empty', lambda: tf.reduce_max(tf.zeros((0,))))
