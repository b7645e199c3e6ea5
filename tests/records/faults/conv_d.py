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

attempt(lambda: tf.nn.conv3d(tf.zeros([1, 4, 4, 4, 2]), tf.zeros([2, 2, 2, 3, 4]), [1, 1, 1, 1, 1], "SAME"))
attempt(lambda: tf.nn.conv3d(x, tf.zeros([2, 2, 2, 3, 4]), [1, 1, 1, 1, 1], "SAME"))
attempt(lambda: tf.nn.depthwise_conv2d(x, tf.zeros([3, 3, 2, 1]), [1, 1, 1, 1], "SAME"))
attempt(lambda: tf.nn.depthwise_conv2d(x, tf.zeros([3, 3, 3, 1]), [1, 1, 2, 1], "SAME"))
