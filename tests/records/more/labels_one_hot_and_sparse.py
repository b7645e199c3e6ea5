import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).rand(12, 4).astype('float32')
y = tf.keras.utils.to_categorical(np.arange(12) % 3)
model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(3, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x, y, epochs=1, verbose=0)
