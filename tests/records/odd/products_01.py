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
show('matmul vectors', lambda: tf.matmul([1., 2.], [3., 4.]))
show('matmul scalar', lambda: tf.matmul(x, 2.0))
show('matmul sizes', lambda: tf.matmul(x, x))
show('matmul batch', lambda: tf.matmul(tf.zeros((2, 3, 4)), tf.zeros((3, 4, 5))))
show('matmul text', lambda: tf.matmul([['a']], [['b']]))
show('matmul bool', lambda: tf.matmul([[True]], [[True]]))
show('matmul empty', lambda: tf.matmul(tf.zeros((0, 3)), tf.zeros((3, 2))))
show('matvec', lambda: tf.linalg.matvec(x, [1., 2.]))
show('tensordot', lambda: tf.tensordot(x, x, axes=1))
show('tensordot pairs', lambda: tf.tensordot(x, x, axes=[[0], [0, 1]]))
show('einsum letters', lambda: tf.einsum('ij,jk->ik', x, x))
show('einsum text', lambda: tf.einsum('i j', x))
show('inv', lambda: tf.linalg.inv(x))
show('inv singular', lambda: tf.linalg.inv([[1., 2.], [2., 4.]]))
show('inv vector', lambda: tf.linalg.inv([1., 2.]))
show('inv ints', lambda: tf.linalg.inv([[1, 2], [3, 4]]))
show('det', lambda: tf.linalg.det(x))
show('det empty', lambda: tf.linalg.det(tf.zeros((0, 0))))
show('cholesky rect', lambda: tf.linalg.cholesky(x))
show('solve', lambda: tf.linalg.solve(x, x))
