import numpy as np
import tensorflow as tf

x = tf.ones((16, 3))
y = (np.arange(16) % 2).astype('float32')

model = tf.keras.Sequential([
    tf.keras.layers.Dense(4),
    tf.keras.layers.Dense(6, kernel_regularizer='l2'),
    tf.keras.layers.Dense(1, activation='relu6'),
])
model.compile(optimizer=tf.keras.optimizers.legacy.Adam(), loss='poisson', jit_compile=False)
print([l.name for l in model.layers])
print(model.input_shape)
