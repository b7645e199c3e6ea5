import numpy as np
import tensorflow as tf

d = tf.keras.layers.Dense(2)
d.build((None, 3))
d.set_weights([np.ones((3, 2)), np.zeros(2)])
print(d(tf.ones((1, 3))).numpy())
try:
    d.set_weights([np.ones((3, 2))])
except ValueError as e:
    print(str(e)[:60])
d.set_weights([np.ones((2, 3)), np.zeros(2)])
