import numpy as np
import tensorflow as tf

x = np.ones((10, 4, 3))
y = np.eye(2)[np.arange(10) % 2]

model = tf.keras.Sequential([
    tf.keras.layers.Input(shape=(4, 3, 1)),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(2),
])
model.compile(optimizer=tf.keras.optimizers.Adafactor(), loss=tf.keras.losses.MeanAbsolutePercentageError(), metrics=['precision'])
history = model.fit(x, y, epochs=2, batch_size=5, verbose=0)
print(sorted(history.history.keys()))
print(model.output_shape, model.count_params())
print(model.predict(x[:2], verbose=0).shape)
