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


attempt(lambda: tf.constant('a', tf.int32))
attempt(lambda: tf.constant([1, 'a']))
attempt(lambda: tf.constant([[1, 2], [3]]))
attempt(lambda: tf.constant([1, 2, 3], shape=[2]))
