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
show('argmax axis vector', lambda: tf.argmax(x, axis=[0, 1]))
show('argmax axis empty', lambda: tf.argmax(x, axis=[]))
show('argmax axis out', lambda: tf.argmax(x, axis=2))
show('argmax scalar', lambda: tf.argmax(3.0))
show('argmax empty', lambda: tf.argmax(tf.zeros((0, 3))))
show('argmin axis vector', lambda: tf.argmin(x, axis=[0, 1]))
show('cumsum axis vector', lambda: tf.cumsum(x, axis=[0, 1]))
show('cumsum axis out', lambda: tf.cumsum(x, axis=5))
show('cumprod axis empty', lambda: tf.math.cumprod(x, axis=[]))
show('top_k k vector', lambda: tf.math.top_k(x, k=[1, 2]))
show('top_k k large', lambda: tf.math.top_k(x, k=9))
show('top_k k negative', lambda: tf.math.top_k(x, k=-1))
show('top_k scalar', lambda: tf.math.top_k(3.0))
show('in_top_k', lambda: tf.math.in_top_k([0, 1], x, k=[1, 2]))
show('in_top_k rank', lambda: tf.math.in_top_k([[0, 1]], x, k=1))
show('in_top_k rows', lambda: tf.math.in_top_k([0, 1, 2], x, k=1))
show('one_hot depth vector', lambda: tf.one_hot([0, 1], depth=[3, 4]))
show('one_hot depth empty', lambda: tf.one_hot([0, 1], depth=tf.zeros((0,), tf.int32)))
show('one_hot depth negative', lambda: tf.one_hot([0, 1], depth=-3))
show('one_hot on_value vector', lambda: tf.one_hot([0, 1], 3, on_value=[1., 2.], off_value=0.))
