import tensorflow as tf

i = tf.keras.Input((2,))
h = tf.keras.layers.Dense(3)(i)
o = tf.keras.layers.Dense(1)(h)
sub = tf.keras.Model(h, o)
print(sub.input_shape)
tf.keras.Model(inputs=i, outputs=tf.constant([1.0]))
