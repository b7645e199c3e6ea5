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


attempt(lambda: tf.linalg.set_diag(tf.zeros([2, 3]), tf.zeros([3])))
attempt(lambda: tf.linalg.diag(tf.zeros([3]), k=(1, -1)))
attempt(lambda: tf.linalg.trace(tf.zeros([3])))
attempt(lambda: tf.linalg.eigh(tf.zeros([3])))
