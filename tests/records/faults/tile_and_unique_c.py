"""Tile and unique, asked wrongly: eagerly and traced."""
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


x = tf.zeros([2, 3])

attempt(lambda: tf.boolean_mask(x, [True, False, True]))
attempt(lambda: tf.boolean_mask(x, [[[True]]]))
attempt(lambda: tf.meshgrid(x, x))
