import numpy as np
import tensorflow as tf

y_true = np.full((3,), 3)
y_pred = tf.ones((3, 3, 2)) / 2
loss = tf.keras.losses.Tversky(reduction='sum')
value = loss(y_true, y_pred, sample_weight=[1.0, 2.0])
print(value)
