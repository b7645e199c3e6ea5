import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile('sgd', 'mse')
stop = tf.keras.callbacks.EarlyStopping(monitor='val_loss', patience=1)
h = model.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=3, verbose=0, callbacks=[stop])
print(len(h.history['loss']))
stop = tf.keras.callbacks.EarlyStopping(monitor='accuracy', patience=0)
h = model.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=2, verbose=0, callbacks=[stop])
print(sorted(h.history))
