import numpy as np
import tensorflow as tf
x = np.full((4, 1), 255.0)
model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1, activation="sigmoid", kernel_initializer="ones")])
model.compile(optimizer="sgd", loss="binary_crossentropy")
for y in (np.zeros(4), np.zeros((4, 1)), np.zeros(4)):
    try:
        print(y.shape, round(model.evaluate(x, y, verbose=0), 3))
    except ValueError as e:
        print(y.shape, e)
