import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.layers.Dense(4, input_shape=(100, 10)), tf.keras.layers.Dense(1)])
print(m.output_shape)
m.compile('sgd', 'mse')
m.fit(np.ones((100, 10)), np.ones((100, 1)), verbose=0)
