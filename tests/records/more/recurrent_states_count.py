import numpy as np
import tensorflow as tf

for reset_after in (True, False):
    g = tf.keras.layers.GRU(3, reset_after=reset_after)
    g.build((None, 5, 2))
    print([tuple(w.shape) for w in g.weights])
g = tf.keras.layers.GRU(2, return_sequences=True, return_state=True, kernel_initializer="ones", recurrent_initializer="zeros")
seq, state = g(np.ones((1, 3, 2), "float32"))
print(seq.numpy().round(4).tolist(), state.numpy().round(4))
l = tf.keras.layers.LSTM(2, return_state=True, unit_forget_bias=True, kernel_initializer="ones", recurrent_initializer="zeros")
o, h, c = l(np.ones((1, 3, 2), "float32"))
print(np.allclose(o, h), c.numpy().round(4), l.weights[2].numpy() if len(l.weights) > 2 else None)
out = l(np.ones((1, 3, 2), "float32"), initial_state=[h])
