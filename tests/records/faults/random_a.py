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


attempt(lambda: tf.random.normal(3))
attempt(lambda: tf.random.normal([[2, 3]]))
attempt(lambda: tf.random.uniform([-1]))
attempt(lambda: tf.random.uniform([2], 5, 5, tf.int32))
