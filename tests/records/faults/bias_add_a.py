"""Bias add, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.nn.bias_add(x, tf.zeros([4])))
attempt(lambda: tf.nn.bias_add(tf.zeros([3]), tf.zeros([3])))
attempt(lambda: tf.nn.bias_add(x, tf.zeros([3, 1])))
attempt(lambda: tf.nn.bias_add(tf.zeros([1, 3, 4, 4]), tf.zeros([4]), data_format='NCHW'))
attempt(lambda: tf.nn.bias_add(x, tf.zeros([3]), data_format='NHCW'))
