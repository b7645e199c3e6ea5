"""Reverse, asked wrongly: eagerly and traced."""
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


x = tf.zeros([2, 3])

attempt(lambda: tf.reverse_sequence(x, [4, 1], seq_axis=1, batch_axis=0))
attempt(lambda: tf.reverse_sequence(x, [1, 1, 1], seq_axis=1, batch_axis=0))
attempt(lambda: tf.reverse_sequence(x, [1, 1], seq_axis=0, batch_axis=0))
attempt(lambda: tf.roll(x, [1, 2], [0]))
attempt(lambda: tf.roll(x, 1, 2))
