import tensorflow as tf

i = tf.keras.Input((2,))
a = tf.keras.layers.Dense(3, name='d')(i)
b = tf.keras.layers.Dense(3, name='d')(a)
tf.keras.Model(i, b)
