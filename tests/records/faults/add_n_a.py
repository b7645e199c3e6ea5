"""Add n, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.add_n([a, b]))
attempt(lambda: tf.add_n([a, a, b]))
attempt(lambda: tf.add_n([a, tf.zeros([3])]))
attempt(lambda: tf.add_n([a, tf.zeros([2, 3], tf.int32)]))
attempt(lambda: tf.add_n([]))
