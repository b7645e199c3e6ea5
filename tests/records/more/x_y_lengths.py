import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
try:
    model.fit(np.ones((8, 2)), np.ones((7, 1)), verbose=0)
except ValueError as e:
    print(str(e).split('\n')[0])
model.evaluate(np.ones((8, 2)), np.ones((6, 1)), verbose=0)
