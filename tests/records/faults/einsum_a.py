"""Einsum, asked wrongly: eagerly and traced."""
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

attempt(lambda: tf.einsum('ij,jk->ik', a, a))
attempt(lambda: tf.einsum('ijk->i', a))
attempt(lambda: tf.einsum('ij,jk', a))
attempt(lambda: tf.einsum('ij->ik', a))
