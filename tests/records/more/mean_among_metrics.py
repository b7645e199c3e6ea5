import numpy as np
import tensorflow as tf

x = tf.ones((10, 3))
y = np.linspace(0, 1, 10).reshape(-1, 1)

model = tf.keras.Sequential([
    tf.keras.layers.Input(shape=(3, 1)),
    tf.keras.layers.Dense(1),
])
model.compile(optimizer=tf.keras.optimizers.Adam(amsgrad=True), loss='binary_focal_crossentropy', metrics=[tf.keras.metrics.Mean()])
history = model.fit(x, y, epochs=2, batch_size=5, verbose=0)
print(sorted(history.history.keys()))
print(model.output_shape, model.count_params())
print(model.predict(x[:2], verbose=0).shape)
