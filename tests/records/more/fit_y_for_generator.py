import numpy as np
import tensorflow as tf

def gen():
    while True:
        yield np.ones((2, 3)), np.ones((2, 1))

m = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
m.compile('adam', 'mse')
m.fit(gen(), steps_per_epoch=2, verbose=0)
m.fit(gen(), y=np.ones((4, 1)), steps_per_epoch=2, verbose=0)
