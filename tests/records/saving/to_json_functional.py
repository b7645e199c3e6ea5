"""A model with two inputs and a layer used twice as JSON, and back."""
import tensorflow as tf

layers = tf.keras.layers
a, b = layers.Input((4,), name='a'), layers.Input((4,))
shared = layers.Dense(5)
merged = layers.Concatenate()([shared(a), shared(b)])
model = tf.keras.Model([a, b], layers.Dense(2)(merged), name='two')
print(model.to_json())
again = tf.keras.models.model_from_json(model.to_json())
print(again.name, [layer.name for layer in again.layers], again.output_shape, again.count_params())
