import numpy as np
from tensorflow import keras

d = keras.layers.Dense(4)
a = keras.Input((3,))
b = keras.Input((3,))
m = keras.Model([a, b], keras.layers.Subtract()([d(a), d(b)]))
print(m.count_params(), m.output_shape)
c = keras.Input((5,))
d(c)
