# A small classifier on a table: an epoch of 32 steps.
import numpy as np
import tensorflow as tf

EPOCHS = 2
tf.keras.utils.set_random_seed(1)
x = np.random.rand(1024, 20).astype("float32")
y = (x.sum(axis=1) > 10).astype("int32")
model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(2, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=EPOCHS, verbose=0)
