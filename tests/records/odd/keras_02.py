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
show('add', lambda: layers.Add()([x, tf.zeros((2, 4))]))
show('add one', lambda: layers.Add()(x))
show('dot', lambda: layers.Dot(axes=1)([x, tf.zeros((2, 4))]))
show('embedding', lambda: layers.Embedding(4, 2)(tf.constant([9])))
show('embedding negative', lambda: layers.Embedding(4, 2)(tf.constant([-1])))
show('embedding text', lambda: layers.Embedding(4, 2)(tf.constant(['a'])))
show('conv rank', lambda: layers.Conv2D(1, 2)(tf.zeros((4, 4, 1))))
show('conv small', lambda: layers.Conv2D(1, 5)(tf.zeros((1, 4, 4, 1))))
show('conv empty', lambda: layers.Conv2D(1, 2)(tf.zeros((0, 4, 4, 1))))
show('pool small', lambda: layers.MaxPooling2D(5)(tf.zeros((1, 4, 4, 1))))
show('pool rank', lambda: layers.MaxPooling2D(2)(x))
show('lstm rank', lambda: layers.LSTM(2)(x))
show('lstm no steps', lambda: layers.LSTM(2)(tf.zeros((1, 0, 3))))
show('gru no batch', lambda: layers.GRU(2)(tf.zeros((0, 2, 3))))
show('batch_norm empty', lambda: layers.BatchNormalization()(tf.zeros((0, 3)), training=True))
show('upsampling', lambda: layers.UpSampling2D(2)(x))
show('padding', lambda: layers.ZeroPadding2D(1)(x))
show('cropping', lambda: layers.Cropping2D(3)(tf.zeros((1, 4, 4, 1))))
show('attention', lambda: layers.Attention()([x, x]))
show('time', lambda: layers.TimeDistributed(layers.Dense(2))(x))
