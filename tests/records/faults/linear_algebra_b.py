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


attempt(lambda: tf.linalg.tensor_diag_part(tf.zeros([2])))
attempt(lambda: tf.linalg.tensor_diag_part(tf.zeros([2, 3])))
attempt(lambda: tf.linalg.inv([[1.0, 2.0], [2.0, 4.0]]))
attempt(lambda: tf.linalg.inv(tf.zeros([2, 3])))
