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
show('to_categorical', lambda: keras.utils.to_categorical([0, 5], 3))
show('to_categorical negative', lambda: keras.utils.to_categorical([-1, 0]))
show('to_categorical empty', lambda: keras.utils.to_categorical([]))
show('to_categorical float', lambda: keras.utils.to_categorical([0.5, 1.]))
show('to_categorical text', lambda: keras.utils.to_categorical(['a']))
show('pad_sequences', lambda: keras.preprocessing.sequence.pad_sequences([1, 2]))
show('pad_sequences maxlen', lambda: keras.preprocessing.sequence.pad_sequences([[1, 2]], maxlen=-1))
show('pad_sequences padding', lambda: keras.preprocessing.sequence.pad_sequences([[1, 2]], padding='x'))
show('dense scalar', lambda: layers.Dense(2)(1.0))
show('dense vector', lambda: layers.Dense(2)(tf.constant([1., 2.])))
show('dense empty', lambda: layers.Dense(2)(tf.zeros((0, 3))))
show('dense zero features', lambda: layers.Dense(2)(tf.zeros((2, 0))))
show('dense text', lambda: layers.Dense(2)(tf.constant([['a']])))
show('flatten scalar', lambda: layers.Flatten()(1.0))
show('reshape', lambda: layers.Reshape((4,))(x))
show('reshape unknown', lambda: layers.Reshape((-1, 2))(x))
show('permute', lambda: layers.Permute((2, 1))(x))
show('repeat', lambda: layers.RepeatVector(2)(tf.zeros((1, 2, 3))))
show('concatenate', lambda: layers.Concatenate()([x, tf.zeros((3, 3))]))
show('concatenate one', lambda: layers.Concatenate()([x]))
