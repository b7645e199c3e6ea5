"""Broadcast, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.broadcast_to(x, [3]))
attempt(lambda: tf.broadcast_to(x, [4, 3]))
attempt(lambda: tf.broadcast_to(x, [2, 4]))
attempt(lambda: tf.broadcast_dynamic_shape([2, 3], [4, 3]))
attempt(lambda: tf.broadcast_static_shape(tf.TensorShape([2, 3]), tf.TensorShape([4, 3])))
