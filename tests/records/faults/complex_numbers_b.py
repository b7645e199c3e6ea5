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


attempt(lambda: tf.constant(1 + 2j) < tf.constant(2 + 1j))
attempt(lambda: tf.nn.relu(tf.constant(1 + 2j)))
attempt(lambda: tf.signal.fft(tf.constant([1.0])))
attempt(lambda: tf.signal.fft(tf.constant(1 + 2j)))
