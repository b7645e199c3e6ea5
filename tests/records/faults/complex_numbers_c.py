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


attempt(lambda: tf.signal.rfft([1.0, 2.0], [2, 2]))
attempt(lambda: tf.signal.irfft([1.0, 2.0]))
attempt(lambda: tf.signal.fft2d(tf.constant([1 + 2j])))
