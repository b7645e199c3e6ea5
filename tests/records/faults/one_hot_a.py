"""One hot, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.one_hot([0, 1], 3, axis=2))
attempt(lambda: tf.one_hot([0, 1], 3, axis=-2))
attempt(lambda: tf.one_hot([0, 1], -1))
attempt(lambda: tf.one_hot([0, 1], [3]))
attempt(lambda: tf.one_hot([0.5], 3))
