import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(4)
x = np.random.rand(10, 3).astype('float32'); y = np.random.randint(0, 3, 10)
m = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(3, activation='softmax')])
m.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
loss, acc = m.evaluate(x, y, verbose=0)
print(round(loss, 4), round(acc, 4), m.metrics_names)
print({k: round(v, 4) for k, v in m.evaluate(x, y, verbose=0, return_dict=True).items()})
loss, acc, f1 = m.evaluate(x, y, verbose=0)
