import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(88)
x = np.sin(np.arange(576)).reshape((16, 6, 6, 1)).astype(np.float32)
y = tf.keras.utils.to_categorical(np.arange(16) % 3)
model = tf.keras.Sequential([
    tf.keras.layers.Input((6, 6, 1)),
    tf.keras.layers.DepthwiseConv2D(3),
    tf.keras.layers.BatchNormalization(),
    tf.keras.layers.GlobalAveragePooling2D(),
    tf.keras.layers.Dense(3, activation='softmax'),
])
model.compile(optimizer=tf.keras.optimizers.Adam(0.01, use_ema=True), loss='categorical_crossentropy', metrics=['accuracy'])
h = model.fit(x, y, epochs=3, batch_size=16, verbose=0)
for k in sorted(h.history):
    print(k, ['%.4g' % v for v in h.history[k]])
print(['%.4g' % v for v in model.predict(x[:3], verbose=0).ravel()])
