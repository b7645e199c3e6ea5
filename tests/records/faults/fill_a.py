"""Fill, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.fill([2, 3], [1.0]))
attempt(lambda: tf.fill(2, 1.0))
attempt(lambda: tf.fill([[2, 3]], 1.0))
attempt(lambda: tf.fill([2, -1], 1.0))
attempt(lambda: tf.zeros([-1, 2]))
