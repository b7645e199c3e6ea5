import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

model = models.Sequential([layers.Input((8, 8, 1)), layers.Conv2D(2, 3, name="conv_a", kernel_initializer="ones"), layers.MaxPooling2D(name="pool"), layers.Flatten(), layers.Dense(2, name="out", kernel_initializer="ones")])
feat = models.Model(inputs=model.inputs, outputs=model.get_layer("pool").output)
print(feat.predict(np.ones((1, 8, 8, 1)), verbose=0).shape)
acts = models.Model(model.input, [l.output for l in model.layers])
print([a.shape for a in acts.predict(np.ones((1, 8, 8, 1)), verbose=0)])
print(model.layers[0].input.shape, model.layers[-1].output.shape)
for l in model.layers:
    print(l.name, l.trainable, len(l.get_weights()))
model.pop()
print(len(model.layers), model.output_shape)
model.add(layers.Dense(3))
print(model.output_shape)
print(model.get_layer("out").output)
