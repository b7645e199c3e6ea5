"""Random, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.random.poisson([2], -1.0))
attempt(lambda: tf.random.gamma([2], tf.constant([1, 2])))
