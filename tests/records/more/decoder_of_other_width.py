import numpy as np
import tensorflow as tf

encoder = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(3)], name="encoder")
decoder = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(4)], name="decoder")
x = tf.keras.Input((4,))
print(encoder(x).shape)
auto = tf.keras.Model(x, decoder(encoder(x)))
