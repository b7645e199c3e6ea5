import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
x, y = np.ones((8, 2)), np.ones((8, 1))
print(len(model.fit(x, y, sample_weight=np.ones(8), verbose=0).history))
model.fit(x, y, sample_weight=np.ones(7), verbose=0)
