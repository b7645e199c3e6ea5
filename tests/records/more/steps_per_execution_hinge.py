import numpy as np
import tensorflow as tf

x = np.ones((10, 3))
y = (np.arange(10) % 2).astype('float32')

model = tf.keras.Sequential([
    tf.keras.layers.Input(shape=(1,)),
    tf.keras.layers.Dense(3, activation='relu'),
])
model.compile(optimizer='adam', loss='hinge', steps_per_execution=2)
history = model.fit(x, y, epochs=2, batch_size=5, verbose=0)
print(sorted(history.history.keys()))
print(model.output_shape, model.count_params())
print(model.predict(x[:2], verbose=0).shape)
