import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1, activation='sigmoid')])
m.compile('adam', 'binary_crossentropy', metrics=['acc', tf.keras.metrics.AUC(name='auc'), 'Precision'])
h = m.fit(np.random.RandomState(0).rand(8, 2), np.array([0, 1] * 4), verbose=0)
print(list(h.history))
m.compile('adam', 'binary_crossentropy', metrics=['acuracy'])
m.fit(np.zeros((8, 2)), np.zeros(8), verbose=0)
