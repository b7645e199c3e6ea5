import tensorflow as tf
tf.keras.layers.Dense(10**6)(tf.ones((1, 10**6)))
