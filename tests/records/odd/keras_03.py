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


keras = tf.keras
layers = keras.layers
x = tf.constant([[1., 2., 3.], [4., 5., 6.]])
show('bidirectional', lambda: layers.Bidirectional(layers.LSTM(2))(x))
show('lambda', lambda: layers.Lambda(lambda t: t[9])(x))
show('masking', lambda: layers.Masking()(tf.constant(1.0)))
show('mse empty', lambda: keras.losses.MeanSquaredError()(tf.zeros((0, 2)), tf.zeros((0, 2))))
show('cosine', lambda: keras.losses.CosineSimilarity(axis=5)([1.], [1.]))
show('categorical', lambda: keras.metrics.CategoricalAccuracy()([1, 2], [1., 2.]))
show('top_k', lambda: keras.metrics.TopKCategoricalAccuracy(9)([[0, 1]], [[.5, .5]]))
show('sparse top_k', lambda: keras.metrics.SparseTopKCategoricalAccuracy(2)([5], [[.5, .5]]))
show('auc', lambda: keras.metrics.AUC()([0, 1], [-1., 2.]))
show('precision', lambda: keras.metrics.Precision()([0, 1], [.5, 3.]))
show('mean', lambda: keras.metrics.Mean()('a'))
show('sequential empty', lambda: keras.Sequential()(x))
show('resizing', lambda: layers.Resizing(0, 2)(tf.zeros((1, 4, 4, 1))))
show('normalization', lambda: layers.Normalization(axis=5)(x))
show('category', lambda: layers.CategoryEncoding(num_tokens=2)(tf.constant([5])))
show('lookup', lambda: layers.IntegerLookup(vocabulary=[])(tf.constant([5])))
show('string lookup', lambda: layers.StringLookup(vocabulary=['a', 'a'])(tf.constant(['b'])))
show('hashing', lambda: layers.Hashing(0)(tf.constant(['b'])))
show('random crop', lambda: layers.RandomCrop(9, 9)(tf.zeros((1, 4, 4, 1))))
