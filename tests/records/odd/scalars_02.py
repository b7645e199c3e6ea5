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
show('one_hot axis', lambda: tf.one_hot([0, 1], 3, axis=5))
show('one_hot float', lambda: tf.one_hot([0.5, 1.], 3))
show('expand_dims vector', lambda: tf.expand_dims(x, axis=[0, 1]))
show('expand_dims out', lambda: tf.expand_dims(x, axis=7))
show('concat axis out', lambda: tf.concat([x, x], axis=4))
show('concat scalars', lambda: tf.concat([1., 2.], axis=0))
show('stack nothing', lambda: tf.stack([]))
show('stack axis', lambda: tf.stack([x, x], axis=5))
show('unstack axis', lambda: tf.unstack(x, axis=4))
show('unstack num', lambda: tf.unstack(x, num=5))
show('unstack scalar', lambda: tf.unstack(3.0))
show('split parts', lambda: tf.split(x, 4, axis=1))
show('split axis out', lambda: tf.split(x, 2, axis=4))
show('split zero', lambda: tf.split(x, 0))
show('split negative', lambda: tf.split(x, -1))
show('split sizes', lambda: tf.split(x, [1, 5], axis=1))
show('gather axis vector', lambda: tf.gather(x, [0], axis=[0, 1]))
show('gather index out', lambda: tf.gather(x, [9]))
show('gather scalar', lambda: tf.gather(3.0, [0]))
show('gather float', lambda: tf.gather(x, [0.5]))
