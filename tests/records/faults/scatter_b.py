"""Scatter, asked wrongly: eagerly and traced."""
import tensorflow as tf


def attempt(call):
    @tf.function(autograph=False)
    def traced():
        return call()

    for run in (call, traced):
        try:
            run()
            print('ran')
        except Exception as error:
            print(type(error).__name__, error)


x = tf.zeros([4, 2])

attempt(lambda: tf.scatter_nd([[5]], [1.0], [4]))
attempt(lambda: tf.scatter_nd([[0], [1]], [1.0], [4]))
attempt(lambda: tf.scatter_nd([[0]], [[1.0]], [4]))
attempt(lambda: tf.tensor_scatter_nd_update(x, [[0, 0, 0]], [1.0]))
