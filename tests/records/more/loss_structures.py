import numpy as np
import tensorflow as tf

y_true = np.arange(4) % 2
y_pred = [[0.1] * 2] * 4
loss = tf.keras.losses.CategoricalHinge()
value = loss(y_true, y_pred, sample_weight=0.5)
print(value)
