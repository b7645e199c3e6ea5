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


attempt(lambda: tf.random.uniform([2], dtype=tf.int32))
attempt(lambda: tf.random.uniform([2], 0, 10, tf.uint8))
attempt(lambda: tf.random.categorical([0.5, 0.5], 2))
attempt(lambda: tf.random.categorical([[0.5, 0.5]], -1))
