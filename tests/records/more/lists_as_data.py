import tensorflow as tf

x = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
y = [0.0, 1.0, 0.0]
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(x, y, epochs=1, verbose=0)
