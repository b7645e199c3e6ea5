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
show('reverse_sequence length', lambda: tf.reverse_sequence(x, [1, 1, 1], seq_axis=1))
show('roll axis', lambda: tf.roll(x, 1, axis=4))
show('roll shift', lambda: tf.roll(x, [1, 2], axis=0))
show('roll scalar', lambda: tf.roll(1.0, 1, axis=0))
show('repeat lengths', lambda: tf.repeat(x, [1, 2, 3], axis=0))
show('where ranks', lambda: tf.where([True, False, True, False], x, x))
show('boolean_mask', lambda: tf.boolean_mask(x, [True, False, True]))
show('boolean_mask scalar', lambda: tf.boolean_mask(x, True))
show('meshgrid', lambda: tf.meshgrid([1, 2], [[1, 2]]))
show('ensure_shape', lambda: tf.ensure_shape(x, (3, 3)))
show('scatter_nd', lambda: tf.scatter_nd([[5]], [1.], [3]))
show('scatter_nd updates', lambda: tf.scatter_nd([[0]], [1., 2.], [3]))
show('scatter_nd deep', lambda: tf.scatter_nd([[0, 1]], [1.], [3]))
show('tensor_scatter', lambda: tf.tensor_scatter_nd_update(x, [[5, 5]], [1.]))
show('tensor_scatter shape', lambda: tf.tensor_scatter_nd_update(x, [[0]], [1.]))
show('dynamic_stitch', lambda: tf.dynamic_stitch([[0, 1]], [[1.]]))
show('unique matrix', lambda: tf.unique(x))
show('space_to_depth', lambda: tf.nn.space_to_depth(tf.zeros((1, 3, 3, 1)), 2))
show('depth_to_space', lambda: tf.nn.depth_to_space(tf.zeros((1, 3, 3, 3)), 2))
show('space_to_batch', lambda: tf.space_to_batch(tf.zeros((1, 3, 3, 1)), [2, 2], [[0, 0], [0, 0]]))
