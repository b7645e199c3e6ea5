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

attempt(lambda: tf.nn.conv2d(x, tf.zeros([3, 3, 3, 4], tf.float64), 1, "SAME"))
attempt(lambda: tf.nn.conv2d_transpose(x, tf.zeros([3, 3, 4, 3]), [1, 8, 8, 5], 1, "SAME"))
attempt(lambda: tf.nn.conv2d_transpose(x, tf.zeros([3, 3, 4, 3]), [1, 9, 9, 4], 1, "SAME"))
attempt(lambda: tf.nn.conv2d_transpose(x, tf.zeros([3, 3, 4, 2]), [1, 8, 8, 4], 1, "SAME"))
