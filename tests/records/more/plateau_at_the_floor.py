import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1, kernel_initializer="zeros", use_bias=False)])
model.compile(tf.keras.optimizers.SGD(0.1), "mse")
x = np.zeros((4, 1)); y = np.ones((4, 1))
cb = tf.keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.1, patience=1, min_lr=1e-3, cooldown=1, verbose=1)
h = model.fit(x, y, epochs=7, verbose=0, callbacks=[cb])
print(list(h.history))
print([round(float(v), 6) for v in h.history.get("learning_rate", h.history.get("lr", []))])
model.fit(x, y, epochs=1, verbose=2, callbacks=[tf.keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.5, verbose=1)])
tf.keras.callbacks.ReduceLROnPlateau(factor=1.0)
