import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

i = tf.keras.Input((3, 8, 8, 1))
x = layers.TimeDistributed(layers.Conv2D(2, 3))(i)
x = layers.TimeDistributed(layers.Flatten())(x)
o = layers.Dense(1)(layers.LSTM(4)(x))
m = tf.keras.Model(i, o)
print(x.shape, m.output_shape)
layers.LSTM(4)(layers.TimeDistributed(layers.Conv2D(2, 3))(i))
