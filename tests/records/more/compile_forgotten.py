import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
print(m.predict(np.ones((1, 2)), verbose=0).shape)
try:
    m.evaluate(np.ones((4, 2)), np.ones((4, 1)))
except Exception as e:
    print(type(e).__name__)
m.fit(np.ones((4, 2)), np.ones((4, 1)))
