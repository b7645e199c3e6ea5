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


attempt(lambda: tf.nn.softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 4])))
attempt(lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([0, 1], tf.zeros([3, 4])))
attempt(lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([[0, 1]], tf.zeros([2, 4])))
attempt(lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([0, 4], tf.zeros([2, 4])))
