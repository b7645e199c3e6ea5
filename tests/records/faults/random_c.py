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


attempt(lambda: tf.random.truncated_normal([2], dtype=tf.int32))
attempt(lambda: tf.random.stateless_normal([2], 1))
attempt(lambda: tf.random.stateless_uniform([2], [1, 2, 3]))
attempt(lambda: tf.random.shuffle(tf.constant(1)))
