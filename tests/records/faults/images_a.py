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


attempt(lambda: tf.image.rgb_to_hsv(tf.zeros([2, 2, 1])))
attempt(lambda: tf.image.hsv_to_rgb(tf.zeros([2, 2, 4])))
attempt(lambda: tf.image.crop_and_resize(tf.zeros([1, 4, 4, 1]), [[0.0, 0.0, 1.0, 1.0]], [1], [2, 2]))
attempt(lambda: tf.image.resize(tf.zeros([4, 4]), [2, 2]))
