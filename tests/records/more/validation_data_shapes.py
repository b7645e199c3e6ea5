import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
x, y = np.ones((8, 2)), np.ones((8, 1))
h = model.fit(x, y, validation_data=(x, y), verbose=0)
print(sorted(h.history))
model.fit(x, y, validation_data=(np.ones((4, 3)), np.ones((4, 1))), verbose=0)
