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


attempt(lambda: tf.reduce_all(tf.constant([1, 0])))
attempt(lambda: tf.cast('a', tf.float32))
attempt(lambda: tf.argmax(tf.constant([True, False])))
attempt(lambda: tf.bitwise.bitwise_and(1.0, 2.0))
