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
show('add texts', lambda: tf.constant('a') + tf.constant('b'))
show('reduce axis float', lambda: tf.reduce_sum(x, axis=0.5))
show('reduce axis twice', lambda: tf.reduce_sum(x, axis=[0, 0]))
