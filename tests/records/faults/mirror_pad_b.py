"""Mirror pad, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.pad(x, [1, 1]))
attempt(lambda: tf.pad(x, [[-1, 0], [0, 0]]))
attempt(lambda: tf.pad(x, [[1, 1], [1, 1]], 'WRAP'))
