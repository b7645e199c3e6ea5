import tensorflow as tf

m = tf.keras.Sequential()
m.add(tf.keras.Input((4,)))
m.add(tf.keras.layers.Dense(2))
print(m.output_shape)
m.add(tf.keras.layers.Dense)
