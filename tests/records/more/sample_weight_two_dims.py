import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(3)])
model.compile('sgd', 'mse')
x, y = np.ones((8, 2)), np.ones((8, 3))
model.fit(x, y, sample_weight=np.ones((8, 3)), verbose=0)
