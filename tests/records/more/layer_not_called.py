import tensorflow as tf

i = tf.keras.Input((8, 8, 3))
x = tf.keras.layers.Conv2D(4, 3)(i)
x = tf.keras.layers.Flatten(x)
print(type(x).__name__)
tf.keras.layers.Dense(1)(x)
