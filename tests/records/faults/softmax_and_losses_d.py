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


attempt(lambda: tf.raw_ops.SoftmaxCrossEntropyWithLogits(features=tf.zeros([4]), labels=tf.zeros([4])))
attempt(lambda: tf.raw_ops.SoftmaxCrossEntropyWithLogits(features=tf.zeros([2, 2, 4]), labels=tf.zeros([2, 2, 4])))
attempt(lambda: tf.nn.l2_normalize(tf.zeros([2, 3]), axis=2))
attempt(lambda: tf.nn.moments(tf.zeros([2, 3]), axes=[2]))
