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

attempt(lambda: tf.cumsum(x, axis=2))
attempt(lambda: tf.math.cumprod(x, axis=-3))
attempt(lambda: tf.cumsum(tf.constant(1.0)))
attempt(lambda: tf.math.top_k(x, k=4))
