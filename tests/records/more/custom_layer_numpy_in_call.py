import numpy as np
import tensorflow as tf

class Clip(tf.keras.layers.Layer):
    def call(self, x):
        return np.clip(x, 0, 1)

print(Clip()(tf.constant([[-1., 2.]])))
model = tf.keras.Sequential([tf.keras.Input((2,)), Clip(), tf.keras.layers.Dense(1)])
