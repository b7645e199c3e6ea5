import numpy as np
import tensorflow as tf

x, y = np.ones((8, 2)), np.array([0, 1] * 4)
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(2, activation='softmax')])
model.compile('sgd', 'sparse_categorical_crossentropy')
print(len(model.fit(x, y, class_weight={0: 1.0, 1: 2.0}, verbose=0).history))
model.fit(x, y, class_weight=[1.0, 2.0], verbose=0)
