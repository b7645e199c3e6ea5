"""Assertions, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.debugging.assert_all_finite(tf.constant([1.0, float('inf')]), 'there'))
attempt(lambda: tf.debugging.assert_near(tf.constant([1.0]), tf.constant([1.1])))
attempt(lambda: tf.debugging.assert_integer(1.0))
attempt(lambda: tf.debugging.assert_type(1.0, tf.int32))
