import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

tf.keras.utils.set_random_seed(5)
bi = layers.Bidirectional(layers.LSTM(3, return_sequences=True), backward_layer=layers.LSTM(3, return_sequences=True, go_backwards=True))
x = np.random.rand(2, 4, 2).astype("float32")
print(bi(x).shape, len(bi.weights))
print([w.name.split("/")[-1] for w in bi.weights])
bi2 = layers.Bidirectional(layers.GRU(2, return_state=True), merge_mode="sum")
out = bi2(x)
print([o.shape for o in out])
try:
    layers.Bidirectional(layers.Dense(3))
except (ValueError, TypeError) as e:
    print(type(e).__name__, str(e)[:90])
layers.Bidirectional(layers.LSTM(3), merge_mode="average")
