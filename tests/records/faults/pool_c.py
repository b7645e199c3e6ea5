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


attempt(lambda: tf.nn.max_pool1d(tf.zeros([1, 1, 3]), 2, 1, "VALID"))
attempt(lambda: tf.nn.pool(tf.zeros([1, 8, 8, 3]), [2, 2, 2], 'MAX'))
