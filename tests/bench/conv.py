# A small convolutional net on pictures of 28 x 28 pixels: an epoch of 8 steps.
import numpy as np
import tensorflow as tf

EPOCHS = 2
tf.keras.utils.set_random_seed(1)
x = np.random.rand(256, 28, 28, 1).astype("float32")
y = np.arange(256) % 10
model = tf.keras.Sequential([
    tf.keras.Input((28, 28, 1)),
    tf.keras.layers.Conv2D(16, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.GlobalAveragePooling2D(),
    tf.keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x, y, epochs=EPOCHS, verbose=0)
