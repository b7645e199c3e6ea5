"""Expand and squeeze, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.expand_dims(x, 3))
attempt(lambda: tf.expand_dims(x, -4))
attempt(lambda: tf.squeeze(x, axis=[0]))
attempt(lambda: tf.squeeze(x, axis=[2]))
attempt(lambda: tf.squeeze(tf.zeros([1, 3]), axis=[-3]))
