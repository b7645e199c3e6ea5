import numpy as np
import tensorflow as tf

def weighted(y_true, y_pred):
    w = tf.constant([1, 2])
    return tf.reduce_mean(w * tf.square(y_true - y_pred))

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(2)])
model.compile('sgd', weighted)
model.fit(np.ones((4, 2)), np.ones((4, 2)), verbose=0)
