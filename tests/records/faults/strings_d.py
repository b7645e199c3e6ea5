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


attempt(lambda: tf.strings.regex_full_match('a', '(a'))
attempt(lambda: tf.strings.to_number(['1', 'x']))
attempt(lambda: tf.strings.to_number('1.5', tf.int32))
attempt(lambda: tf.strings.length(1))
