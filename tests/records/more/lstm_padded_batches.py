import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(1)
rows = [[1., 2.], [3., 4., 5.], [6.], [7., 8., 9., 10.]]
ds = tf.data.Dataset.from_generator(lambda: ((np.array(r)[:, None], np.float32(len(r))) for r in rows),
                                    output_signature=(tf.TensorSpec((None, 1), tf.float32), tf.TensorSpec((), tf.float32)))
batches = ds.padded_batch(2)
model = tf.keras.Sequential([tf.keras.Input((None, 1)), tf.keras.layers.Masking(), tf.keras.layers.LSTM(4), tf.keras.layers.Dense(1)])
model.compile(tf.keras.optimizers.SGD(0.05), 'mse')
h = model.fit(batches, epochs=3, verbose=0)
print([round(v, 3) for v in h.history['loss']])
bi = tf.keras.Sequential([tf.keras.Input((None, 1)), tf.keras.layers.Bidirectional(tf.keras.layers.GRU(3, return_sequences=True)), tf.keras.layers.SimpleRNN(2), tf.keras.layers.Dense(1)])
bi.compile(tf.keras.optimizers.SGD(0.05), 'mse')
h = bi.fit(batches, epochs=2, verbose=0)
print([round(v, 3) for v in h.history['loss']])
print(bi.predict(batches, verbose=0).shape)
