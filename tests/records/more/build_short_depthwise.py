import numpy as np
import tensorflow as tf

x = np.ones((2, 12, 2)).tolist()
layer = tf.keras.layers.DepthwiseConv2D(3)
layer.build((2, 12, 2))
print(layer.built, [tuple(w.shape) for w in layer.weights])
print(layer(x).shape)
