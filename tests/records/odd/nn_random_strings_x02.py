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
image = tf.zeros((1, 4, 4, 3))
show('max_pool zero', lambda: tf.nn.max_pool2d(image, 0, 1, 'VALID'))
show('moments axis', lambda: tf.nn.moments(x, axes=[5]))
show('batch_norm', lambda: tf.nn.batch_normalization(x, [1., 2.], [1.], None, None, 0.1))
