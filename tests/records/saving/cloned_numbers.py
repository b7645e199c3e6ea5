"""Clones and layers of a config draw weights of their own, as seeds have it."""
import tensorflow as tf

tf.keras.utils.set_random_seed(3)
model = tf.keras.Sequential([tf.keras.layers.Input((3,)), tf.keras.layers.Dense(2), tf.keras.layers.Dense(1)])
print(tf.keras.models.clone_model(model).get_weights())
layer = tf.keras.layers.Dense.from_config(tf.keras.layers.Dense(4).get_config())
layer.build((None, 3))
print(layer.kernel.numpy(), layer.kernel_initializer is layer.kernel_initializer)
