"""Images, asked wrongly: eagerly and traced."""
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


attempt(lambda: tf.image.resize(tf.zeros([4, 4, 3]), [0, 2]))
attempt(lambda: tf.image.resize(tf.zeros([4, 4, 3]), [2]))
attempt(lambda: tf.image.resize(tf.zeros([4, 4, 3]), [2, 2], method="cubic"))
attempt(lambda: tf.image.grayscale_to_rgb(tf.zeros([2, 2, 3])))
