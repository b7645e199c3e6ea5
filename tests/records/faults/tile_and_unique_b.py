"""Tile and unique, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.unique(x))
attempt(lambda: tf.unique_with_counts(x))
attempt(lambda: tf.repeat(x, [1, 2], axis=1))
attempt(lambda: tf.repeat(x, [1, 2, 3], axis=0))
