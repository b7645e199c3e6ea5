import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

a = np.array([[1.0, 2.0, 3.0]], "float32")
b = np.array([[4.0, 5.0, 6.0]], "float32")
for cls in (layers.Add, layers.Subtract, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum, layers.Concatenate):
    print(cls.__name__, cls()([a, b]).numpy())
print(layers.Dot(axes=1)([a, b]).numpy(), layers.Dot(axes=-1, normalize=True)([a, b]).numpy().round(4))
print(layers.add([a, b, a]).numpy(), layers.subtract([a, b]).numpy())
print(layers.Add()([a, b[:, :1]]).numpy())
layers.Subtract()([a, b, a])
