"""Conv, asked wrongly: eagerly and traced."""
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


x = tf.zeros([1, 8, 8, 3])

attempt(lambda: tf.nn.conv2d(tf.zeros([8, 8, 3]), tf.zeros([3, 3, 3, 4]), 1, "SAME"))
attempt(lambda: tf.nn.conv2d(x, tf.zeros([3, 3, 3]), 1, "SAME"))
attempt(lambda: tf.nn.conv2d(x, tf.zeros([3, 3, 2, 4]), 1, "SAME"))
attempt(lambda: tf.nn.conv2d(tf.zeros([1, 8, 8, 4]), tf.zeros([3, 3, 2, 3]), 1, "SAME"))
