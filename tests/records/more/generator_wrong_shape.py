import numpy as np
import tensorflow as tf

def gen():
    for i in range(3):
        yield np.zeros((4, 3), 'float32'), np.zeros((4,), 'float32')
    yield np.zeros((4, 5), 'float32'), np.zeros((4,), 'float32')

model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
try:
    model.fit(gen(), epochs=1, verbose=0)
except Exception as e:
    print(type(e).__name__)
