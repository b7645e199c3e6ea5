import numpy as np
import tensorflow as tf

y_true = tf.zeros((3, 3), tf.int64)
y_pred = tf.fill([3, 3], 0.25)
value = tf.keras.losses.kl_divergence(y_true, y_pred)
print(np.round(np.array(value), 4))
