"""Reductions, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.histogram_fixed_width([1.0, 2.0], [2.0, 1.0]))
attempt(lambda: tf.histogram_fixed_width([1.0, 2.0], [1.0, 2.0], nbins=0))
attempt(lambda: tf.math.confusion_matrix([0, 1], [0, 1, 2]))
attempt(lambda: tf.math.confusion_matrix([0, 3], [0, 1], num_classes=2))
