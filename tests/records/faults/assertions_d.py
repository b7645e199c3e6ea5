"""Assertions, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.ensure_shape(tf.zeros([2, 3]), [2, 4]))
attempt(lambda: tf.ensure_shape(tf.zeros([2, 3]), [2]))
