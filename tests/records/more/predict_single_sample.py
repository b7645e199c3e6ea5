import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((8, 8, 1)), tf.keras.layers.Flatten(), tf.keras.layers.Dense(2)])
print(m.predict(np.zeros((1, 8, 8, 1)), verbose=0).shape)
m.predict(np.zeros((8, 8, 1)), verbose=0)
