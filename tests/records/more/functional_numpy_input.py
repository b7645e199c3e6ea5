import numpy as np
from tensorflow import keras

x = np.ones((4, 3), 'float32')
h = keras.layers.Dense(2)(x)
print(h.shape)
model = keras.Model(inputs=x, outputs=h)
