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


attempt(lambda: tf.strings.substr(['abc'], 5, 1))
attempt(lambda: tf.strings.substr(['abc', 'de'], [0, 1, 2], [1, 1, 1]))
attempt(lambda: tf.strings.unicode_decode(tf.constant(b'\xff'), 'UTF-8', errors='strict'))
attempt(lambda: tf.strings.regex_replace('a', '[', 'b'))
