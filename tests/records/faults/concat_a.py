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
b = tf.zeros([2, 4])
c = tf.zeros([3])

attempt(lambda: tf.concat([a, b], 0))
attempt(lambda: tf.concat([a, c], 0))
attempt(lambda: tf.concat([c, a], 0))
attempt(lambda: tf.concat([a, b], 2))
