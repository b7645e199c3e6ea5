import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

tf.keras.utils.set_random_seed(11)
x = np.ones((2, 4), "float32")
for layer in [layers.GaussianNoise(0.1, seed=1), layers.GaussianDropout(0.3, seed=2), layers.Dropout(0.5, seed=3), layers.SpatialDropout1D(0.5, seed=4)]:
    data = x[None] if "Spatial" in type(layer).__name__ else x
    print(type(layer).__name__, np.allclose(layer(data), data), layer(data, training=True).numpy().round(3).tolist())
print(layers.ActivityRegularization(l2=0.5)(x).numpy().sum())
layers.GaussianNoise(-1.0)
