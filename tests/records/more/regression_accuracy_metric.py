import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(3)
x = np.random.rand(16, 3); y = x.sum(axis=1)
m = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(4, activation='relu'), tf.keras.layers.Dense(1)])
m.compile('adam', 'mae', metrics=['accuracy', 'mse'])
h = m.fit(x, y, epochs=2, verbose=0)
print({k: [round(v, 4) for v in vs] for k, vs in h.history.items()})
print([round(v, 4) for v in m.evaluate(x, y, verbose=0)])
