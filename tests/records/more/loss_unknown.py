import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
m.compile('adam', 'mean_square_error')
m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
