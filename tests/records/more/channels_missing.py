import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Conv2D(4, 3, input_shape=(8, 8, 1)), tf.keras.layers.Flatten(), tf.keras.layers.Dense(2)])
model.compile('adam', 'mse')
print(len(model.fit(np.zeros((4, 8, 8)), np.zeros((4, 2)), verbose=0).history))
model.fit(np.zeros((4, 64)), np.zeros((4, 2)), verbose=0)
