import numpy as np
import tensorflow as tf

x = tf.ones((24, 8))
y = np.arange(24).reshape(-1, 1) % 4

model = tf.keras.Sequential([
    tf.keras.layers.Dense(5, activation='leaky_relu'),
])
model.compile(optimizer=tf.keras.optimizers.Adam(clipvalue=0.5), loss=lambda t, p: tf.square(t - p), metrics=[tf.keras.metrics.RootMeanSquaredError(), tf.keras.metrics.OneHotIoU(3, [0])], steps_per_execution=2)
history = model.fit(y, x, epochs=1, verbose=0)
print(sorted(history.history.keys()))
print(model.output_shape, model.count_params())
print(model.predict(x[:2], verbose=0).shape)
