import numpy as np
import tensorflow as tf

x = tf.zeros((2, 1), tf.int32)
layer = tf.keras.layers.Conv3D(2, 2, activation='selu')
layer.build((2, 1))
print(layer.built, [tuple(w.shape) for w in layer.weights])
print(layer(x).shape)
