"""Segments, asked wrongly: eagerly and traced."""
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


x = tf.constant([1.0, 2.0, 3.0])

attempt(lambda: tf.math.segment_max(x, [[0, 1, 2]]))
attempt(lambda: tf.math.unsorted_segment_max(x, [0, 1], 2))
attempt(lambda: tf.math.unsorted_segment_sum(x, [0, 1, -1], 2))
attempt(lambda: tf.math.unsorted_segment_sum(x, [0, 1, 1], -2))
