import numpy as np
import tensorflow as tf

a = tf.keras.Input((2,), name='a')
b = tf.keras.Input((3,), name='b')
m = tf.keras.Model({'a': a, 'b': b}, tf.keras.layers.Dense(1)(tf.keras.layers.Concatenate()([a, b])))
m.compile('sgd', 'mse')
print(len(m.fit({'a': np.ones((4, 2)), 'b': np.ones((4, 3))}, np.ones((4, 1)), verbose=0).history))
m.fit({'a': np.ones((4, 2)), 'c': np.ones((4, 3))}, np.ones((4, 1)), verbose=0)
