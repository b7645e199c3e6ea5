import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(3, name='base'), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
m.get_layer('base').trainable = False
print(len(m.trainable_weights), len(m.non_trainable_weights))
before = m.get_layer('base').get_weights()[0]
m.compile('sgd', 'mse')
m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
print(bool((before == m.get_layer('base').get_weights()[0]).all()))
m.trainable = False
m.compile('sgd', 'mse')
m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
