import numpy as np
import tensorflow as tf

x = tf.ones((16, 3))
y = np.ones((16, 10))

model = tf.keras.Sequential([
    tf.keras.layers.Dense(1),
])
model.compile(optimizer='lion', loss='poisson', metrics=[tf.keras.metrics.F1Score()])
history = model.fit(x, y, epochs=2, batch_size=4, verbose=0)
print(sorted(history.history.keys()))
print(model.predict(x[:2], verbose=0).shape)
