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
show('add shapes', lambda: x + tf.ones((2, 2)))
show('add dtypes', lambda: x + tf.constant([1, 2, 3]))
show('add text', lambda: x + 'a')
show('sub texts', lambda: tf.constant('a') - tf.constant('b'))
show('mul texts', lambda: tf.constant('a') * tf.constant('b'))
show('mul text', lambda: tf.constant('a') * 3)
show('neg text', lambda: -tf.constant('a'))
show('neg bool', lambda: -tf.constant(True))
show('not float', lambda: ~x)
show('and float', lambda: x & x)
show('sqrt int', lambda: tf.sqrt(4))
show('exp int', lambda: tf.exp([1, 2]))
show('exp text', lambda: tf.exp('a'))
show('log bool', lambda: tf.math.log(True))
show('abs text', lambda: tf.abs('a'))
show('pow negative', lambda: tf.pow(tf.constant([2, 3]), tf.constant(-1)))
show('div zero', lambda: tf.constant(1) // tf.constant(0))
show('mod zero', lambda: tf.constant(1) % tf.constant(0))
show('truediv zero', lambda: tf.constant(1) / tf.constant(0))
show('mod float', lambda: tf.constant(1.) % tf.constant(0.))
