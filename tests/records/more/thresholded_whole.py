import numpy as np
import tensorflow as tf

x = np.arange(24).reshape((2, 4, 3))
layer = tf.keras.layers.ThresholdedReLU(theta=0.5)
y = layer(x, training=True)
print(y.shape)
print(layer.count_params(), [w.name for w in layer.weights])
