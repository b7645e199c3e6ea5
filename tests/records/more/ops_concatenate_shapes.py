import numpy as np
import tensorflow as tf

a = tf.keras.Input(shape=(8,), name='a')
b = tf.keras.Input(shape=(4,), name='b')
p = a * 2.0
q = tf.keras.layers.Dense(4)(b)
h = tf.keras.ops.concatenate([p, q])
out = tf.keras.layers.Dense(1)(h)
model = tf.keras.Model({'a': a, 'b': b}, out)
model.summary()
x1 = np.ones((6, 8), dtype='float32')
x2 = np.ones((6, 4), dtype='float32')
y = (np.arange(6) % 2).astype('float32')
model.compile(tf.keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True), ['msle', 'mse'], metrics=['sparse_categorical_accuracy'])
h = model.fit([x1], y, epochs=1, verbose=0)
print(sorted(h.history))
