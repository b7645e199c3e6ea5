"""Types, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.math.floormod(tf.constant(5), tf.constant(2.0)))
attempt(lambda: tf.concat([[1], [1.0]], 0))
attempt(lambda: tf.where([1, 0], [1, 2], [3, 4]))
attempt(lambda: tf.constant(1, tf.string))
