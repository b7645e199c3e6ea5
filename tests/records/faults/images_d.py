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


attempt(lambda: tf.image.pad_to_bounding_box(tf.zeros([4, 4, 3]), 2, 2, 3, 3))
attempt(lambda: tf.image.crop_to_bounding_box(tf.zeros([4, 4, 3]), 2, 2, 3, 3))
attempt(lambda: tf.image.extract_patches(tf.zeros([4, 4, 3]), [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], "VALID"))
