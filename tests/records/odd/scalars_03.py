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
show('gather_nd deep', lambda: tf.gather_nd(x, [[0, 0, 0]]))
show('gather_nd out', lambda: tf.gather_nd(x, [[5, 0]]))
show('gather_nd scalar', lambda: tf.gather_nd(x, 0))
show('range vector', lambda: tf.range([0, 1], 5))
show('range zero', lambda: tf.range(0, 5, 0))
show('range backwards', lambda: tf.range(5, 0))
show('linspace num zero', lambda: tf.linspace(0., 1., 0))
show('linspace num negative', lambda: tf.linspace(0., 1., -2))
show('fill value vector', lambda: tf.fill([2, 2], [1., 2.]))
show('fill dims scalar', lambda: tf.fill(3, 1.))
show('fill dims negative', lambda: tf.fill([-2, 2], 1.))
show('fill dims matrix', lambda: tf.fill([[2, 2]], 1.))
