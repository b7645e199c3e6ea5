import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(7)
x = np.random.rand(16, 3).astype('float32')
y = x @ np.array([[1.0], [2.0], [3.0]], 'float32')
m = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(4, activation='tanh'), tf.keras.layers.Dense(1)])
m.compile(tf.keras.optimizers.Adam(0.05), 'mse', metrics=['mae'])
h = m.fit(x, y, epochs=4, batch_size=4, verbose=0, validation_split=0.25)
print([round(v, 4) for v in h.history['loss']], [round(v, 4) for v in h.history['val_mae']])
