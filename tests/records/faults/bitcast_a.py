"""Bitcast, asked wrongly: eagerly and traced."""
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


x = tf.zeros([3], tf.float32)

attempt(lambda: tf.bitcast(x, tf.float64))
attempt(lambda: tf.bitcast(tf.zeros([2, 3], tf.uint8), tf.int32))
attempt(lambda: tf.bitcast(tf.zeros([], tf.int32), tf.int64))
