import numpy as np
import tensorflow as tf

i = tf.keras.Input((3,))
m = tf.keras.Model(i, [tf.keras.layers.Dense(1, name='price')(i), tf.keras.layers.Dense(2, activation='softmax', name='kind')(i)])
m.compile('sgd', {'price': 'mse', 'kind': 'sparse_categorical_crossentropy'})
h = m.fit(np.ones((4, 3)), {'price': np.ones(4), 'kind': np.zeros(4)}, verbose=0)
print(sorted(h.history))
m.compile('sgd', {'price': 'mse', 'type': 'sparse_categorical_crossentropy'})
m.fit(np.ones((4, 3)), {'price': np.ones(4), 'kind': np.zeros(4)}, verbose=0)
