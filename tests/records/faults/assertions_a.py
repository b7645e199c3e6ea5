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


attempt(lambda: tf.debugging.Assert(False, ['no', 1]))
attempt(lambda: tf.debugging.assert_equal(tf.constant([1, 2]), tf.constant([1, 3])))
attempt(lambda: tf.debugging.assert_equal(1, 2, message='unlike'))
attempt(lambda: tf.debugging.assert_less(tf.constant([1.0, 5.0]), tf.constant([2.0, 2.0])))
