"""Reductions, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.math.top_k(x, k=-1))
attempt(lambda: tf.math.top_k(tf.constant(1.0), k=1))
attempt(lambda: tf.math.in_top_k([0, 1, 2], x, 1))
attempt(lambda: tf.math.bincount([-1, 2]))
