import tensorflow as tf

i = tf.keras.Input((2,))
d = tf.keras.layers.Dense(3)
tf.keras.Model(inputs=i, outputs=d)
