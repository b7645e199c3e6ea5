"""Lin space and range, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.linspace(0.0, 1.0, 0))
attempt(lambda: tf.linspace(0.0, 1.0, -3))
attempt(lambda: tf.range(0, 5, 0))
attempt(lambda: tf.range(5, 0, 1))
