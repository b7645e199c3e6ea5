"""Complex numbers, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.complex(1.0, tf.constant(1.0, tf.float64)))
attempt(lambda: tf.complex([1.0, 2.0], [1.0, 2.0, 3.0]))
attempt(lambda: tf.math.real('a'))
attempt(lambda: tf.abs(tf.constant(1 + 2j)) + 1j)
