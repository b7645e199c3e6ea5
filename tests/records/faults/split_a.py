"""Split, asked wrongly: eagerly and traced."""
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


x = tf.zeros([6, 2])

attempt(lambda: tf.split(x, 4))
attempt(lambda: tf.split(x, 2, axis=2))
attempt(lambda: tf.split(x, 2, axis=-3))
attempt(lambda: tf.split(x, [1, 2], 0))
