import numpy as np
import tensorflow as tf

def gen():
    while True:
        yield [np.zeros((4, 3)), np.zeros((4, 2))], np.zeros((4, 1))

a = tf.keras.Input((3,))
b = tf.keras.Input((2,))
out = tf.keras.layers.Dense(1)(tf.keras.layers.Concatenate()([a, b]))
model = tf.keras.Model([a, b], out)
model.compile('sgd', 'mse')
model.fit(gen(), steps_per_epoch=2, epochs=1, verbose=0)
