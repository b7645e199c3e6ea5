import numpy as np
import tensorflow as tf

class M(tf.keras.Model):
    def call(self, x):
        return tf.keras.layers.Dense(1)(x)

m = M()
m.compile('sgd', 'mse')
m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
