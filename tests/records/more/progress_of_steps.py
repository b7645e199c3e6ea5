import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1, kernel_initializer="zeros", use_bias=False)])
model.compile(tf.keras.optimizers.SGD(0.0), loss="mae", metrics=["mse", tf.keras.metrics.RootMeanSquaredError(name="rmse")])
x = np.ones((12, 1)); y = np.full((12, 1), 2.0)
model.fit(x, y, epochs=2, batch_size=5)
ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(3)
model.fit(ds, steps_per_epoch=2, epochs=1)
model.fit(ds, validation_data=ds, epochs=3, initial_epoch=2)
model.evaluate(ds, steps=2)
model.predict(ds, steps=1)
def gen():
    for _ in range(4):
        yield x[:3], y[:3]
model.fit(gen(), epochs=1)
model.fit(x, y, epochs=1, verbose="quiet")
