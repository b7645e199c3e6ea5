"""Softmax and losses, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.nn.softmax(tf.constant(1.0)))
attempt(lambda: tf.nn.log_softmax(tf.constant(1.0)))
attempt(lambda: tf.nn.softmax(tf.zeros([2, 3]), axis=2))
attempt(lambda: tf.nn.softmax_cross_entropy_with_logits([1.0, 0.0], [[1.0, 2.0, 3.0]]))
