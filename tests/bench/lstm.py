# An LSTM over sequences of 30 steps: an epoch of 8 steps.
import numpy as np
import tensorflow as tf

EPOCHS = 2
tf.keras.utils.set_random_seed(1)
x = np.random.rand(256, 30, 8).astype("float32")
y = x.mean(axis=(1, 2))
model = tf.keras.Sequential([
    tf.keras.Input((30, 8)),
    tf.keras.layers.LSTM(32),
    tf.keras.layers.Dense(1),
])
model.compile(optimizer="adam", loss="mse")
model.fit(x, y, epochs=EPOCHS, verbose=0)
