"""Matmul, asked wrongly: eagerly and traced."""
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


a = tf.zeros([2, 3])

attempt(lambda: tf.tensordot(a, a, axes=1))
attempt(lambda: tf.tensordot(a, a, axes=[[0], [1]]))
attempt(lambda: tf.tensordot(a, a, axes=[[0, 1], [1]]))
attempt(lambda: tf.tensordot(a, a, axes=3))
