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


attempt(lambda: tf.io.decode_raw(tf.constant(['abc']), tf.int16))
attempt(lambda: tf.io.decode_raw(tf.constant(['ab', 'a']), tf.uint8))
attempt(lambda: tf.strings.join([['a', 'b'], ['c']]))
attempt(lambda: tf.strings.join([['a', 'b'], ['c', 'd', 'e']]))
