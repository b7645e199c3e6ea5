import numpy as np
import tensorflow as tf

y_true = tf.constant([0.0, 1.0])
y_pred = tf.ones((2, 2, 2)) / 2
m = tf.keras.metrics.MeanRelativeError(thresholds=0.5)
m.update_state(y_true, y_pred)
value = m.result()
print(np.round(np.array(value), 4))
