import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(3, name='hidden'), tf.keras.layers.Dense(1)])
print([l.name for l in m.layers], m.get_layer(index=0).name)
m.get_layer('dense_5')
