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
show('solve rows', lambda: tf.linalg.solve([[1., 0.], [0., 1.]], [[1.]]))
show('solve vector', lambda: tf.linalg.solve([[1., 0.], [0., 1.]], [1., 2.]))
show('triangular_solve', lambda: tf.linalg.triangular_solve(x, x))
show('lstsq', lambda: tf.linalg.lstsq([[1., 0.], [0., 1.]], [[1.]]))
show('eigh', lambda: tf.linalg.eigh(x))
show('eigh vector', lambda: tf.linalg.eigh([1., 2.]))
show('svd vector', lambda: tf.linalg.svd([1., 2.]))
show('svd empty', lambda: tf.linalg.svd(tf.zeros((0, 3)), compute_uv=False))
show('qr vector', lambda: tf.linalg.qr([1., 2.]))
show('qr', lambda: tf.linalg.qr(x))
show('logdet', lambda: tf.linalg.logdet(x))
show('lu', lambda: tf.linalg.lu(x))
show('cross', lambda: tf.linalg.cross([1., 2.], [3., 4.]))
show('cross shapes', lambda: tf.linalg.cross([1., 2., 3.], x))
show('diag scalar', lambda: tf.linalg.diag(1.0))
show('diag k band', lambda: tf.linalg.diag([[1., 2.], [3., 4.]], k=(0, 1)))
show('diag_part k', lambda: tf.linalg.diag_part(x, k=7))
show('set_diag', lambda: tf.linalg.set_diag(x, [1., 2., 3., 4.]))
show('tensor_diag', lambda: tf.linalg.tensor_diag_part(x))
show('band_part far', lambda: tf.linalg.band_part(x, 9, 0))
