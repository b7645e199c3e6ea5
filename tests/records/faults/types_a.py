"""Types, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.raw_ops.Add(x=1.0, y=tf.constant(1)))
attempt(lambda: tf.constant(1) + tf.constant(1.0))
attempt(lambda: tf.matmul(tf.ones([1, 1]), tf.ones([1, 1], tf.int32)))
attempt(lambda: tf.nn.relu(tf.constant(['a'])))
