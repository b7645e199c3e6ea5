import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

x = np.array([[1.0, 2.0, 3.0, 6.0], [0.0, 0.0, 4.0, 4.0]], "float32")
ln = layers.LayerNormalization()
print(ln(x).numpy().round(3))
print(layers.LayerNormalization(axis=0)(x).numpy().round(3))
print(layers.UnitNormalization()(x).numpy().round(4))
g = layers.GroupNormalization(groups=2)
print(g(x).numpy().round(3))
print([w.shape for w in ln.weights])
try:
    layers.GroupNormalization(groups=3)(x)
except ValueError as e:
    print("ValueError:", e)
layers.LayerNormalization(axis=3)(x)
