import numpy as np
import tensorflow as tf

a = tf.keras.Input(shape=(5, 4), name='a')
b = tf.keras.Input(shape=(3,), name='b')
p = tf.keras.layers.Dense(3, activation='relu')(a)
q = b
h = tf.concat([p, q], axis=-1)
out = tf.keras.layers.Dense(1)(h)
model = tf.keras.Model(a, [out, h])
model.summary()
x1 = np.ones((6, 4), dtype='float32')
x2 = np.ones((6, 4), dtype='float32')
y = np.linspace(0, 1, 6)
model.compile('adamax', ['mse', tf.keras.losses.MeanSquaredError()], metrics=[tf.keras.metrics.BinaryAccuracy(threshold=0.3)])
h = model.fit({'a': x1, 'b': x2}, y, epochs=1, verbose=0)
print(sorted(h.history))
