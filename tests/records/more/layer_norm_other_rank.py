import numpy as np
import tensorflow as tf

x = tf.reshape(tf.range(48, dtype=tf.float32), (2, 12, 2))
layer = tf.keras.layers.LayerNormalization(center=False)
y = layer(x)
print(y.shape, y.dtype)
print([tuple(w.shape) for w in layer.weights])
z = layer(tf.ones((2, 2)))
print(z.shape)
