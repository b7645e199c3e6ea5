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


attempt(lambda: tf.image.rgb_to_grayscale(tf.zeros([2, 2])))
attempt(lambda: tf.image.central_crop(tf.zeros([4, 4, 3]), 0.0))
attempt(lambda: tf.image.random_crop(tf.zeros([4, 4, 3]), [5, 5, 3]))
attempt(lambda: tf.image.flip_left_right(tf.zeros([4])))
