import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile(tf.keras.optimizers.SGD(0.0), 'mse')
cb = tf.keras.callbacks.ReduceLROnPlateau(monitor='loss', factor=0.5, patience=1, verbose=0, min_lr=0)
h = model.fit(np.ones((8, 2)), np.zeros((8, 1)), epochs=3, verbose=0, callbacks=[cb])
print(sorted(h.history))
tf.keras.callbacks.ReduceLROnPlateau(factor=1.0)
