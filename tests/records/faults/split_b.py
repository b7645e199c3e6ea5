"""Split, asked wrongly: eagerly and traced."""
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


x = tf.zeros([6, 2])

attempt(lambda: tf.split(x, [1, -1, -1], 0))
attempt(lambda: tf.split(x, [3, 3], 2))
attempt(lambda: tf.split(x, [7, -1], 0))
attempt(lambda: tf.split(x, 0))
attempt(lambda: tf.split(tf.zeros([]), 2))
