"""Pool, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.nn.avg_pool2d(tf.zeros([1, 8, 8, 3]), 2, 2, "same"))
attempt(lambda: tf.nn.max_pool3d(tf.zeros([1, 8, 8, 3]), 2, 2, "VALID"))
attempt(lambda: tf.nn.max_pool2d(tf.zeros([1, 8, 8, 3], tf.string), 2, 2, "VALID"))
attempt(lambda: tf.nn.avg_pool1d(tf.zeros([8, 8]), 2, 2, "SAME"))
