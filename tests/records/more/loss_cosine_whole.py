import numpy as np
import tensorflow as tf

y_true = [0, 0, 0]
y_pred = tf.constant(np.linspace(-2, 2, 3).reshape(3, 1), tf.float32)
value = tf.keras.losses.cosine_similarity(y_true, y_pred)
print(value)
