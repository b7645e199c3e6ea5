import numpy as np
import tensorflow as tf

class MinimalCell(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="ones", name="kernel")
        self.recurrent = self.add_weight(shape=(self.units, self.units), initializer="zeros", name="recurrent_kernel")

    def call(self, inputs, states):
        prev = states[0]
        out = tf.matmul(inputs, self.kernel) + tf.matmul(prev, self.recurrent) + 1.0
        return out, [out]

rnn = tf.keras.layers.RNN(MinimalCell(3), return_sequences=True)
x = np.ones((2, 4, 5), "float32")
print(rnn(x).shape, rnn(x).numpy()[0, -1])
stack = tf.keras.layers.RNN([MinimalCell(2), MinimalCell(3)])
print(stack(x).numpy())
print([w.shape for w in stack.weights])
class NoSize(tf.keras.layers.Layer):
    def call(self, inputs, states):
        return inputs, states
tf.keras.layers.RNN(NoSize())
