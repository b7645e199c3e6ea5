import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1, kernel_initializer="ones")])
model.compile("sgd", "mse", metrics=["mae"])
x = np.ones((70, 2)); y = np.zeros((70, 1))
print(model.predict(x).shape)
model.predict(x, verbose=2, batch_size=10)
model.evaluate(x, y)
model.evaluate(x, y, verbose=2)
model.fit(x, y, epochs=2, verbose=2, batch_size=35)
model.fit(x, y, epochs=1, verbose=2, validation_split=0.5)
print(model.predict(x[0]).shape)
