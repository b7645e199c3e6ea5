import numpy as np
import tensorflow as tf

def loss(y_true, y_pred):
    tf.reduce_mean(tf.square(y_true - y_pred))

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', loss)
model.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
