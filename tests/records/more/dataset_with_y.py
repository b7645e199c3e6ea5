import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices(np.ones((8, 4), 'float32')).batch(2)
m = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
try:
    m.fit(ds, np.zeros(8), verbose=0)
except ValueError as e:
    print(str(e)[:70])
m.fit(ds, verbose=0)
