import numpy as np
import tensorflow as tf

x = np.array([['a', '1'], ['b', '2']])
m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
m.fit(x, np.ones(2), verbose=0)
