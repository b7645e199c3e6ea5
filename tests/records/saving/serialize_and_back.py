"""A layer, its config, and the layer made of it."""
import json
import tensorflow as tf

layers = tf.keras.layers
print(json.dumps(layers.serialize(layers.Dense(3))))
print(json.dumps(tf.keras.initializers.serialize(tf.keras.initializers.Zeros())))
print(tf.keras.activations.serialize(tf.keras.activations.relu))
print(layers.deserialize(layers.serialize(layers.Dense(3, name='scores'))).units)
print(layers.Conv2D.from_config(layers.Conv2D(3, 2, name='c').get_config()).kernel_size)
model = tf.keras.Sequential([layers.Input((3,)), layers.Dense(2)])
print(json.dumps(model.get_config()))
print(tf.keras.models.model_from_json(model.to_json()).count_params())
print(tf.keras.Sequential.from_config(model.get_config()).count_params())
