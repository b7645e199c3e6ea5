import numpy as np
import tensorflow as tf

@tf.keras.utils.register_keras_serializable(package="mine")
class Affine(tf.keras.layers.Layer):
    def __init__(self, units, scale=1.0, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.scale = scale

    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(input_shape[-1], self.units), initializer="ones")
        super().build(input_shape)

    def call(self, x):
        return self.scale * tf.matmul(x, self.w)

    def get_config(self):
        config = super().get_config()
        config.update({"units": self.units, "scale": self.scale})
        return config

layer = Affine(3, scale=2.0, name="affine")
print(layer.built, layer(np.ones((1, 2), "float32")).numpy(), layer.built)
cfg = layer.get_config()
print({k: cfg[k] for k in ("name", "trainable", "units", "scale")})
copy = Affine.from_config(cfg)
print(copy.name, copy.scale, len(copy.weights))
print(tf.keras.layers.Dense.from_config({"units": 4, "activation": "tanh"}).activation.__name__)
print(tf.keras.utils.get_registered_name(Affine))
Affine.from_config({"units": 3, "size": 4})
