"""Stack and unstack, asked wrongly: eagerly and traced."""
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


a = tf.zeros([2, 3])

attempt(lambda: tf.stack([a, tf.zeros([2, 4])]))
attempt(lambda: tf.stack([a, tf.zeros([2])]))
attempt(lambda: tf.stack([a, a], axis=3))
attempt(lambda: tf.stack([a, a], axis=-4))
