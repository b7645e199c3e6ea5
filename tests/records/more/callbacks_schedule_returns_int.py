import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
cb = tf.keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.5)
h = model.fit(np.ones((8, 2)), np.zeros((8, 1)), epochs=2, verbose=0, callbacks=[cb])
print(sorted(h.history))
bad = tf.keras.callbacks.LearningRateScheduler(lambda epoch: 'slow')
model.fit(np.ones((8, 2)), np.zeros((8, 1)), epochs=1, verbose=0, callbacks=[bad])
