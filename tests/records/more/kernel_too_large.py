import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((8, 8, 1)), tf.keras.layers.Conv2D(4, 5), tf.keras.layers.MaxPooling2D(2)])
print(m.output_shape)
m.add(tf.keras.layers.Conv2D(4, 3))
