import numpy as np
import tensorflow as tf

y = np.array([3, 1, 2])
print(tf.keras.utils.to_categorical(y).shape, tf.one_hot(y, 3).numpy().tolist())
tf.keras.utils.to_categorical(y, num_classes=3)
