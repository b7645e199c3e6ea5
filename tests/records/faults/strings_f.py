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


attempt(lambda: tf.strings.ngrams(['a', 'b'], 0))
attempt(lambda: tf.strings.unicode_encode([[1114112]], 'UTF-8'))
attempt(lambda: tf.strings.to_hash_bucket(['a'], 0))
attempt(lambda: tf.strings.to_hash_bucket_fast(['a'], -1))
attempt(lambda: tf.strings.unicode_transcode('a', 'UTF-8', 'KOI'))
