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


attempt(lambda: tf.sqrt(tf.constant(2)))
attempt(lambda: tf.exp(tf.constant([1])))
attempt(lambda: tf.logical_and(1, 2))
attempt(lambda: tf.reduce_mean(tf.constant(['a'])))
