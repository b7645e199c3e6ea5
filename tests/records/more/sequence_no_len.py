import numpy as np
import tensorflow as tf

class Data(tf.keras.utils.Sequence):
    def __getitem__(self, i):
        return np.ones((2, 3)), np.ones((2, 1))

m = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
m.fit(Data(), epochs=1, verbose=0)
