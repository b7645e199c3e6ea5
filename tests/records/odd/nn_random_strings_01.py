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
show('relu text', lambda: tf.nn.relu('a'))
show('bias_add', lambda: tf.nn.bias_add(x, [1., 2.]))
show('bias_add matrix', lambda: tf.nn.bias_add(x, [[1., 2., 3.]]))
show('conv2d channels', lambda: tf.nn.conv2d(image, tf.zeros((2, 2, 1, 1)), 1, 'VALID'))
show('conv2d rank', lambda: tf.nn.conv2d(tf.zeros((4, 4, 3)), tf.zeros((2, 2, 3, 1)), 1, 'VALID'))
show('conv2d padding', lambda: tf.nn.conv2d(image, tf.zeros((2, 2, 3, 1)), 1, 'FULL'))
show('conv2d strides', lambda: tf.nn.conv2d(image, tf.zeros((2, 2, 3, 1)), [1, 0, 1, 1], 'VALID'))
show('conv2d stride list', lambda: tf.nn.conv2d(image, tf.zeros((2, 2, 3, 1)), [1, 1, 1], 'VALID'))
show('conv2d large', lambda: tf.nn.conv2d(image, tf.zeros((7, 7, 3, 1)), 1, 'VALID'))
show('conv2d batch zero', lambda: tf.nn.conv2d(tf.zeros((0, 4, 4, 3)), tf.zeros((2, 2, 3, 1)), 1, 'VALID'))
show('conv1d', lambda: tf.nn.conv1d(tf.zeros((1, 4, 3)), tf.zeros((2, 1, 1)), 1, 'VALID'))
show('depthwise', lambda: tf.nn.depthwise_conv2d(image, tf.zeros((2, 2, 1, 1)), [1, 1, 1, 1], 'VALID'))
show('max_pool large', lambda: tf.nn.max_pool2d(image, 9, 1, 'VALID'))
show('avg_pool int', lambda: tf.nn.avg_pool2d(tf.zeros((1, 4, 4, 1), tf.int32), 2, 2, 'VALID'))
show('sparse_ce range', lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([0, 9], x))
show('sparse_ce rank', lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([[0, 1]], x))
show('sparse_ce float', lambda: tf.nn.sparse_softmax_cross_entropy_with_logits([0., 1.], x))
show('softmax_ce shapes', lambda: tf.nn.softmax_cross_entropy_with_logits([[1., 0.]], x))
show('sigmoid_ce shapes', lambda: tf.nn.sigmoid_cross_entropy_with_logits([[1., 0.]], x))
show('sigmoid_ce ints', lambda: tf.nn.sigmoid_cross_entropy_with_logits([[1, 0, 1], [1, 0, 1]], x))
