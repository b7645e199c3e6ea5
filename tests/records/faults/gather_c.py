"""Gather, asked wrongly: eagerly and traced."""
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


x = tf.constant([[1.0, 2.0], [3.0, 4.0]])

attempt(lambda: tf.gather(x, [0], axis=1, batch_dims=2))
attempt(lambda: tf.tensor_scatter_nd_update(x, [[0]], [[1.0]]))
attempt(lambda: tf.dynamic_partition([1, 2], [0, 2], 2))
attempt(lambda: tf.dynamic_partition([1, 2], [0, 1, 0], 2))
