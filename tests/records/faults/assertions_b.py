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


attempt(lambda: tf.debugging.assert_positive(tf.constant([1.0, -1.0])))
attempt(lambda: tf.debugging.assert_rank(tf.zeros([2]), 2))
attempt(lambda: tf.debugging.assert_shapes([(tf.zeros([2, 3]), ("n", "n"))]))
attempt(lambda: tf.debugging.check_numerics(tf.constant([1.0, float('nan')]), 'here'))
