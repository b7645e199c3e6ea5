import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).rand(10, 3)
y = np.random.RandomState(0).randint(0, 2, 10)
m = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2, activation='sigmoid')])
m.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
m.fit(x, y, verbose=0)
