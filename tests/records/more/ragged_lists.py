import numpy as np
import tensorflow as tf

seqs = [[1, 2, 3], [4, 5], [6]]
padded = tf.keras.preprocessing.sequence.pad_sequences(seqs, padding='post')
print(padded.tolist())
m = tf.keras.Sequential([tf.keras.layers.Embedding(10, 2), tf.keras.layers.LSTM(2), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
print(len(m.fit(padded, np.ones(3), verbose=0).history))
m.fit(np.array(seqs, dtype=object), np.ones(3), verbose=0)
