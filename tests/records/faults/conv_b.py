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

attempt(lambda: tf.nn.conv2d(x, tf.zeros([9, 9, 3, 4]), 1, "VALID"))
attempt(lambda: tf.nn.conv2d(x, tf.zeros([3, 3, 3, 4]), 1, "valid"))
attempt(lambda: tf.nn.conv2d(x, tf.zeros([3, 3, 3, 4]), 0, "SAME"))
attempt(lambda: tf.nn.conv2d(x, tf.zeros([3, 3, 3, 4]), [1, 2, 2], "SAME"))
