import numpy as np
import tensorflow as tf
from tensorflow import keras
layers = keras.layers
keras.utils.set_random_seed(5)

def show(what, f):
    try:
        r = f()
        for y in r if isinstance(r, (tuple, list)) else [r]:
            y = np.asarray(y)
            print(what, y.dtype, y.shape, np.round(y.astype('float64').reshape(-1)[:8], 3).tolist())
    except Exception as e:
        print(what, type(e).__name__, str(e).replace('\x1b[1m', '').replace('\x1b[0m', '')[:500])

x = np.arange(2 * 4 * 3, dtype='float32').reshape(2, 4, 3) / 10

class Minimal(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units
    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer='ones', name='kernel')
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units), initializer='ones', name='recurrent_kernel')
        self.built = True
    def call(self, inputs, states):
        output = tf.matmul(inputs, self.kernel) + tf.matmul(states[0], self.recurrent_kernel) * 0.1
        return output, [output]

show('custom', lambda: layers.RNN(Minimal(2))(x))
show('custom sequences', lambda: layers.RNN(Minimal(2), return_sequences=True, return_state=True)(x))
show('lstm cell', lambda: layers.RNN(layers.LSTMCell(2, kernel_initializer='ones', recurrent_initializer='ones'))(x))
show('gru cell', lambda: layers.RNN(layers.GRUCell(2, kernel_initializer='ones', recurrent_initializer='ones'), return_sequences=True)(x))
show('simple cell', lambda: layers.RNN(layers.SimpleRNNCell(2, kernel_initializer='ones', recurrent_initializer='ones'), go_backwards=True)(x))
show('stacked', lambda: layers.RNN([layers.LSTMCell(2, kernel_initializer='ones', recurrent_initializer='ones'), layers.LSTMCell(3, kernel_initializer='ones', recurrent_initializer='ones')])(x))
show('no cell', lambda: layers.RNN(5))
show('mask', lambda: layers.RNN(Minimal(2))(x, mask=np.array([[True, True, False, False], [True] * 4])))
r = layers.RNN(layers.LSTMCell(3))
o = r(keras.Input((None, 4)))
print(o.shape, [w.shape for w in r.weights], r.count_params())
l = layers.LSTM(2, kernel_initializer='ones', recurrent_initializer='ones')
show('lstm', lambda: l(x))
show('lstm state', lambda: layers.LSTM(2, return_state=True, return_sequences=True, kernel_initializer='ones', recurrent_initializer='ones')(x))
show('lstm ndim', lambda: layers.LSTM(2)(x[0]))
s = layers.LSTM(2, stateful=True, kernel_initializer='ones', recurrent_initializer='ones')
m = keras.Sequential([keras.Input(batch_shape=(2, 4, 3)), s, layers.Dense(1, kernel_initializer='ones')])
print(np.round(m.predict(x, verbose=0), 4).tolist())
print(np.round(m.predict(x, verbose=0), 4).tolist())
s.reset_states()
print(np.round(m.predict(x, verbose=0), 4).tolist())
show('stateful', lambda: keras.Sequential([keras.Input((4, 3)), layers.GRU(2, stateful=True)]))
i = np.arange(1 * 2 * 4 * 4 * 1, dtype='float32').reshape(1, 2, 4, 4, 1) / 10
show('conv lstm', lambda: layers.ConvLSTM2D(2, 2, kernel_initializer='ones', recurrent_initializer='ones')(i))
show('conv lstm seq', lambda: layers.ConvLSTM2D(1, (3, 3), padding='same', return_sequences=True, kernel_initializer='ones', recurrent_initializer='ones')(i))
c = layers.ConvLSTM2D(4, 3)
print(c(keras.Input((None, 8, 8, 1))).shape, c.count_params())
show('conv lstm ndim', lambda: layers.ConvLSTM2D(2, 2)(x))
