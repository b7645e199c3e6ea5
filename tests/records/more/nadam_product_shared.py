import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(73)
x = np.linspace(-1, 1, 192).reshape((16, 6, 2)).astype(np.float32)
y = np.arange(16) % 2
model = tf.keras.Sequential([
    tf.keras.layers.Input((6, 2)),
    tf.keras.layers.SimpleRNN(4),
    tf.keras.layers.Dense(1),
])
model.compile(optimizer='nadam', loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), metrics=['accuracy'])
h = model.fit(x, y, epochs=1, batch_size=8, validation_data=(x[:4], y[:4]), verbose=0)
for k in sorted(h.history):
    print(k, ['%.4g' % v for v in h.history[k]])
print(['%.4g' % v for v in model.predict(x[:3], verbose=0).ravel()])
