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


attempt(lambda: tf.linalg.solve([[1.0, 2.0], [2.0, 4.0]], [[1.0], [1.0]]))
attempt(lambda: tf.linalg.solve(tf.eye(2), tf.zeros([3, 1])))
attempt(lambda: tf.linalg.triangular_solve([[0.0, 0.0], [1.0, 1.0]], [[1.0], [1.0]]))
attempt(lambda: tf.linalg.det(tf.zeros([2, 3])))
