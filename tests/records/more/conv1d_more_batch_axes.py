import numpy as np
import tensorflow as tf

x = np.zeros((16, 8, 8, 3), dtype='uint8')
y = np.ones((16, 3))

model = tf.keras.Sequential([
    tf.keras.layers.Rescaling(1 / 255),
    tf.keras.layers.Conv1D(2, 3),
    tf.keras.layers.GlobalMaxPooling2D(),
    tf.keras.layers.Dense(2),
])
model.compile(optimizer='adam', loss='cosine_similarity', metrics=['binary_accuracy'], run_eagerly=True)
history = model.fit(x, y, epochs=1, batch_size=5, callbacks=[tf.keras.callbacks.LearningRateScheduler(lambda e: 0.01)], verbose=0)
print(sorted(history.history.keys()))
print(model.predict(x[:2], verbose=0).shape)
