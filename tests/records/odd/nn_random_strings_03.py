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
show('substr', lambda: tf.strings.substr('abc', 9, 1))
show('substr shapes', lambda: tf.strings.substr(['abc', 'de'], [1, 2, 3], [1, 2, 3]))
show('substr lengths', lambda: tf.strings.substr(['abc', 'de'], [1, 1], 1))
show('to_number', lambda: tf.strings.to_number('x'))
show('to_number text', lambda: tf.strings.to_number('1', tf.string))
show('to_hash', lambda: tf.strings.to_hash_bucket_fast('a', 0))
show('as_string', lambda: tf.strings.as_string(1, precision=3))
show('reduce_join', lambda: tf.strings.reduce_join(['a', 'b'], axis=3))
show('ngrams', lambda: tf.strings.ngrams(['a', 'b'], 0))
show('base64', lambda: tf.io.decode_base64('a*'))
show('decode_raw', lambda: tf.io.decode_raw('abc', tf.int32))
show('resize rank', lambda: tf.image.resize(x, (2, 2)))
show('resize size', lambda: tf.image.resize(image, (2,)))
show('resize zero', lambda: tf.image.resize(image, (0, 2)))
show('resize negative', lambda: tf.image.resize(image, (-1, 2)))
show('crop', lambda: tf.image.crop_to_bounding_box(image, 3, 3, 3, 3))
show('central_crop', lambda: tf.image.central_crop(image, 2.0))
show('crop_and_resize', lambda: tf.image.crop_and_resize(image, [[0., 0., 1.]], [0], (2, 2)))
show('crop_and_resize index', lambda: tf.image.crop_and_resize(image, [[0., 0., 1., 1.]], [4], (2, 2)))
show('rgb_to_grayscale', lambda: tf.image.rgb_to_grayscale(tf.zeros((4, 4, 1))))
