import numpy as np
import tensorflow as tf

x = np.arange(48).reshape((2, 12, 2))
layer = tf.keras.layers.GaussianNoise(0.1)
y = layer(x, training=True)
print(y.shape)
print(layer.count_params(), [w.name for w in layer.weights])
