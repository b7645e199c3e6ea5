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

attempt(lambda: tf.einsum('i1->i', a))
attempt(lambda: tf.einsum('ii->i', a))
attempt(lambda: tf.einsum('ij->i->j', a))
attempt(lambda: tf.einsum('...ij->...', tf.zeros([3])))
attempt(lambda: tf.einsum('ij,ji->', a, tf.zeros([4, 2])))
