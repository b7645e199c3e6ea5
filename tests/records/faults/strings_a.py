"""Strings, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.strings.as_string(1.5, scientific=True, shortest=True))
attempt(lambda: tf.strings.as_string(1, scientific=True))
attempt(lambda: tf.strings.as_string(1, precision=3))
attempt(lambda: tf.io.decode_base64('a*b'))
