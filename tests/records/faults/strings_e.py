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


attempt(lambda: tf.strings.split(1))
attempt(lambda: tf.strings.format('{} {}', [1]))
attempt(lambda: tf.strings.reduce_join([['a', 'b']], axis=2))
attempt(lambda: tf.strings.upper(['a', 1]))
