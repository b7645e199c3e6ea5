"""Depth and space, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.nn.depth_to_space(tf.zeros([1, 2, 2, 3]), 2))
attempt(lambda: tf.nn.space_to_depth(tf.zeros([1, 3, 4, 1]), 2))
attempt(lambda: tf.nn.depth_to_space(tf.zeros([2, 2, 4]), 2))
attempt(lambda: tf.nn.space_to_depth(tf.zeros([4, 4]), 2))
