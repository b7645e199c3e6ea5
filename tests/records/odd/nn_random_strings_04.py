import numpy as np
import tensorflow as tf


def show(name, call):
    try:
        result = call()
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0][:300])
    else:
        for r in result if isinstance(result, (list, tuple)) else [result]:
            print(name, np.asarray(r).dtype, np.asarray(r).shape)


x = tf.constant([[1., 2., 3.], [4., 5., 6.]])
image = tf.zeros((1, 4, 4, 3))
show('adjust_hue', lambda: tf.image.adjust_hue(image, 3.0))
show('adjust_saturation', lambda: tf.image.adjust_saturation(tf.zeros((4, 4, 1)), 1.0))
show('nms', lambda: tf.image.non_max_suppression([[0., 0., 1., 1.]], [1., 2.], 2))
show('nms size', lambda: tf.image.non_max_suppression([[0., 0., 1., 1.]], [1.], [2, 3]))
show('draw_boxes', lambda: tf.image.draw_bounding_boxes(image, [[[0., 0., 1.]]], [[1., 0., 0.]]))
show('flip', lambda: tf.image.flip_left_right([1., 2.]))
show('rot90', lambda: tf.image.rot90([1., 2.]))
show('psnr', lambda: tf.image.psnr(image, tf.zeros((1, 4, 5, 3)), 1.0))
