import os
import tempfile
import numpy as np
import tensorflow as tf

folder = tempfile.mkdtemp()
def build(units=3):
    return tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(units, name="a"), tf.keras.layers.Dense(1, name="b")])
tf.keras.utils.set_random_seed(1)
m = build()
path = os.path.join(folder, "m.weights.h5")
m.save_weights(path)
other = build()
other.load_weights(path)
print(all(np.array_equal(p, q) for p, q in zip(m.get_weights(), other.get_weights())))
build(4).load_weights(path)
