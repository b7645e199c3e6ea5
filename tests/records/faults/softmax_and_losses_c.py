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


attempt(lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([0, 1], tf.zeros([2, 0])))
attempt(lambda: tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.zeros([2]), logits=tf.zeros([3])))
attempt(lambda: tf.raw_ops.SparseSoftmaxCrossEntropyWithLogits(features=tf.zeros([4]), labels=[0]))
attempt(lambda: tf.raw_ops.SparseSoftmaxCrossEntropyWithLogits(features=tf.zeros([2, 4]), labels=[[0, 1]]))
