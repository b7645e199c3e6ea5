"""Permutation, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.math.invert_permutation([0, 3, 1]))
attempt(lambda: tf.math.invert_permutation([0, 1, 1]))
attempt(lambda: tf.math.invert_permutation([[0, 1]]))
attempt(lambda: tf.transpose(tf.zeros([2, 3]), [0, 2]))
