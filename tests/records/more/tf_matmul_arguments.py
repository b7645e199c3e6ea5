import numpy as np
import tensorflow as tf

a = tf.keras.Input(shape=(8,), name='a')
b = tf.keras.Input(shape=(5, 4), name='b')
p = tf.keras.layers.Dense(4, activation='relu')(a)
q = b
h = tf.matmul(p, q)
out = tf.keras.layers.Dense(1)(h)
model = tf.keras.Model(a, out)
print([t.shape for t in model.outputs])
x1 = np.ones((8, 5, 8), dtype='float32')
x2 = np.ones((7, 4), dtype='float32')
y = (np.arange(8) % 2 == 0)
model.compile('nadam', 'categorical_crossentropy')
h = model.fit((x1, x2), y, epochs=1, verbose=0)
print(sorted(h.history))
