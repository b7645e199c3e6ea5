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
show('embedding_lookup', lambda: tf.nn.embedding_lookup(x, [7]))
show('embedding float', lambda: tf.nn.embedding_lookup(x, [0.5]))
show('dropout rate', lambda: tf.nn.dropout(x, 1.5))
show('dropout ints', lambda: tf.nn.dropout([1, 2], 0.5))
show('normal shape', lambda: tf.random.normal((-1, 2)))
show('normal scalar', lambda: tf.random.normal(3))
show('uniform ints', lambda: tf.random.uniform((2,), 0, 0, tf.int32))
show('uniform no max', lambda: tf.random.uniform((2,), dtype=tf.int32))
show('uniform text', lambda: tf.random.uniform((2,), dtype=tf.string))
show('shuffle scalar', lambda: tf.random.shuffle(1.0))
show('categorical num', lambda: tf.random.categorical([[1., 2.]], [2, 3]))
show('categorical none', lambda: tf.random.categorical(tf.zeros((1, 0)), 2))
show('gamma', lambda: tf.random.gamma((2,), 'a'))
show('poisson', lambda: tf.random.poisson((2,), 'a'))
show('stateless scalar seed', lambda: tf.random.stateless_uniform((2,), seed=1))
show('lower int', lambda: tf.strings.lower(1))
show('length', lambda: tf.strings.length(1))
show('join', lambda: tf.strings.join([['a', 'b'], ['c']]))
show('join numbers', lambda: tf.strings.join(['a', 1]))
show('split', lambda: tf.strings.split(1))
