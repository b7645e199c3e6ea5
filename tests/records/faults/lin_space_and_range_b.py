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


attempt(lambda: tf.range(0, 5, -1))
attempt(lambda: tf.range([1], 5))
attempt(lambda: tf.range(0, [5], 1))
attempt(lambda: tf.raw_ops.LinSpace(start=0.0, stop=1.0, num=0))
