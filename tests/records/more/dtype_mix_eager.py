import numpy as np
import tensorflow as tf

a = tf.constant([1.0, 2.0])
print((a + np.array([1, 2], 'float32')).numpy(), (a * 2).numpy())
try:
    a + np.array([1.0, 2.0])
except Exception as e:
    print(type(e).__name__)
print((a + tf.cast(tf.constant([1, 2]), tf.float32)).numpy())
a + tf.constant([1, 2])
