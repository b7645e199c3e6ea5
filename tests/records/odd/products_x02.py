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
show('einsum none', lambda: tf.einsum('ij->ij'))
show('cholesky', lambda: tf.linalg.cholesky([[1., 2.], [2., 1.]]))
show('diag k', lambda: tf.linalg.diag([1., 2.], k=(2, 0)))
