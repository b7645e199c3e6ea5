"""Matmul, asked wrongly: eagerly and traced."""
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


a = tf.zeros([2, 3])

attempt(lambda: tf.matmul(tf.zeros([4, 2, 3]), tf.zeros([4, 2, 3])))
attempt(lambda: tf.matmul(tf.zeros([4, 2, 3]), tf.zeros([3])))
attempt(lambda: tf.linalg.matvec(a, tf.zeros([2])))
attempt(lambda: tf.linalg.matvec(a, tf.zeros([3, 1])))
