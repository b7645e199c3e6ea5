"""Concat, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.concat([a, a], -3))
attempt(lambda: tf.concat([tf.zeros([]), tf.zeros([])], 0))
attempt(lambda: tf.concat([a, tf.zeros([2, 3], tf.int32)], 0))
