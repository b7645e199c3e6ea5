import tensorflow as tf
from tensorflow.keras import layers

title = layers.Input((None,), name="title")
tags = layers.Input((12,), name="tags")
t = layers.LSTM(8)(layers.Embedding(50, 6)(title))
x = layers.concatenate([t, tags])
pr = layers.Dense(1, name="priority")(x)
dep = layers.Dense(4, name="department", activation="softmax")(x)
model = tf.keras.Model([title, tags], [pr, dep], name="tickets")
model.summary()
print(model.output_shape, model.input_shape)
print([l.name for l in model.layers])
scaled = pr * 2.0 + 1.0
print(scaled.shape)
m2 = tf.keras.Model([title, tags], scaled)
m2.summary()
model.get_layer("prio")
