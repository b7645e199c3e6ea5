import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Embedding(10, 2), tf.keras.layers.GlobalAveragePooling1D(), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
print(len(m.fit(np.array([[1.7, 2, 3, 4]]), np.ones(1), verbose=0).history))
m.fit(np.array([[-1, 2, 3, 4]]), np.ones(1), verbose=0)
