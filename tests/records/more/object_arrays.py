import numpy as np
import tensorflow as tf

x = np.array([[1.0, 2.0], [3.0, None]], dtype=object)
y = np.array([0.0, 1.0])
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(x, y, epochs=1, verbose=0)
