"""Linear algebra, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.linalg.svd(tf.zeros([3])))
attempt(lambda: tf.linalg.qr(tf.zeros([3])))
attempt(lambda: tf.linalg.band_part(tf.zeros([3]), 0, 0))
attempt(lambda: tf.eye(-1))
attempt(lambda: tf.norm(tf.zeros([2, 3]), axis=2))
