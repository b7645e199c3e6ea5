"""Reverse, asked wrongly: eagerly and traced."""
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


x = tf.zeros([2, 3])

attempt(lambda: tf.reverse(x, [2]))
attempt(lambda: tf.reverse(x, [-3]))
attempt(lambda: tf.reverse(x, [0, 0]))
attempt(lambda: tf.reverse(x, 0))
