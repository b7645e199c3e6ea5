import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(np.ones((8, 2)), np.ones((8, 1)), validation_split=1.5, verbose=0)
