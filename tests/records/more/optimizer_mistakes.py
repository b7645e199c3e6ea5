import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
try:
    tf.keras.optimizers.Adam(lr=0.01)
except Exception as e:
    print(type(e).__name__, str(e)[:60])
try:
    m.compile(tf.keras.optimizers.Adam, 'mse')
except Exception as e:
    print(type(e).__name__)
m.compile('adamm', 'mse')
