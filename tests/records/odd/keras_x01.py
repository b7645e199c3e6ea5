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
show('pad_sequences empty', lambda: keras.preprocessing.sequence.pad_sequences([]))
show('concatenate axis', lambda: layers.Concatenate(axis=5)([x, x]))
show('rnn no features', lambda: layers.SimpleRNN(2)(tf.zeros((1, 2, 0))))
