import numpy as np
import tensorflow as tf

x = np.ones((10, 4, 3))
y = np.eye(4)[np.arange(10) % 4]

model = tf.keras.Sequential([
    tf.keras.layers.Masking(0.0),
    tf.keras.layers.TimeDistributed(tf.keras.layers.Dense(3)),
    tf.keras.layers.Dense(1, activation='relu'),
])
model.compile(optimizer=tf.keras.optimizers.SGD(weight_decay=1e-3), loss=tf.keras.losses.KLDivergence(), metrics=[tf.keras.metrics.SparseTopKCategoricalAccuracy(2)])
history = model.fit(x, y, epochs=2, batch_size=4, class_weight={0: 1.0, 1: 2.0}, verbose=0)
print(sorted(history.history.keys()))
print(model.output_shape, model.count_params())
print(model.predict(x[:2], verbose=0).shape)
