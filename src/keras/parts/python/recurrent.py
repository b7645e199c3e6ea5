# RNN around any cell, StackedRNNCells and ConvLSTM in Python.
import inspect
import tensorflow as tf
from tensorflow import keras

activations, initializers, regularizers, constraints = keras.activations, keras.initializers, keras.regularizers, keras.constraints


def _nested(x):
    return isinstance(x, (list, tuple))


def _takes_training(cell):
    try:
        return 'training' in inspect.signature(cell.call).parameters
    except Exception:
        return False


class AbstractRNNCell(Layer):
    def call(self, inputs, states):
        raise NotImplementedError

    @property
    def state_size(self):
        raise NotImplementedError

    @property
    def output_size(self):
        raise NotImplementedError

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        sizes = self.state_size if _nested(self.state_size) else [self.state_size]
        batch_size = tf.shape(inputs)[0] if inputs is not None else batch_size
        zeros = [_zeros(batch_size, s, dtype or 'float32') for s in sizes]
        return zeros if _nested(self.state_size) else zeros[0]


def _zeros(batch_size, size, dtype):
    return tf.zeros([batch_size] + (list(size) if hasattr(size, '__len__') else [size]), dtype=dtype)


class StackedRNNCells(Layer):
    def __init__(self, cells, **kwargs):
        super().__init__(**kwargs)
        for cell in cells:
            if 'call' not in dir(cell):
                if KERAS3:
                    raise ValueError(f'All cells must have a `call` method. Received cell without a `call` method: {cell}')
                raise ValueError(f'All cells must have a `call` method. Received cell without a `call` method: {cell}')
            if 'state_size' not in dir(cell):
                raise ValueError(f'All cells must have a `state_size` attribute. Received cell without a `state_size`: {cell}')
        self.cells = cells

    @property
    def state_size(self):
        return [c.state_size for c in self.cells] if KERAS3 else tuple(c.state_size for c in self.cells)

    @property
    def output_size(self):
        last = self.cells[-1]
        size = getattr(last, 'output_size', None)
        if size is not None:
            return size
        return last.state_size[0] if _nested(last.state_size) else last.state_size

    def get_initial_state(self, batch_size=None, inputs=None, dtype=None):
        return [_initial(cell, batch_size) for cell in self.cells]

    def call(self, inputs, states, training=False, **kwargs):
        new_states = []
        for cell, state in zip(self.cells, states):
            state = list(state) if _nested(state) else [state]
            more = {'training': training} if isinstance(cell, Layer) and _takes_training(cell) else {}
            inputs, state = (cell if callable(cell) else cell.call)(inputs, state, **more)
            new_states.append(state)
        return inputs, new_states

    def build(self, input_shape):
        input_shape = tuple(input_shape)
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                if KERAS3:
                    cell.build(input_shape)
                    cell.built = True
            size = getattr(cell, 'output_size', None)
            if size is None:
                size = cell.state_size[0] if _nested(cell.state_size) else cell.state_size
            input_shape = (input_shape[0],) + (tuple(size) if _nested(size) else (size,))
        self.built = True

    def get_config(self):
        return {**super().get_config(), 'cells': self.cells}


def _initial(cell, batch_size):
    make = getattr(cell, 'get_initial_state', None)
    if make is not None:
        state = make(batch_size=batch_size) if KERAS3 else make(inputs=None, batch_size=batch_size, dtype='float32')
        return list(state) if _nested(state) else [state]
    sizes = cell.state_size if _nested(cell.state_size) else [cell.state_size]
    return [_zeros(batch_size, s, 'float32') for s in sizes]


class RNN(Layer):
    def __init__(self, cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, **kwargs):
        if _nested(cell):
            cell = StackedRNNCells(cell)
        if 'call' not in dir(cell):
            if KERAS3:
                raise ValueError(f'Argument `cell` should have a `call` method. Received: cell={cell}')
            raise ValueError(f'Argument `cell` should have a `call` method. The RNN was passed: cell={cell}')
        if 'state_size' not in dir(cell):
            kind = 'single integer or list of integers' if KERAS3 else 'tuple of integers'
            raise ValueError(f'The RNN cell should have a `state_size` attribute ({kind}, one integer per RNN state). Received: cell={cell}')
        zero_output_for_mask = kwargs.pop('zero_output_for_mask', False)
        time_major = kwargs.pop('time_major', False)
        super().__init__(**kwargs)
        self.zero_output_for_mask = zero_output_for_mask
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.supports_masking = True
        self._kept = None
        if KERAS3:
            size = cell.state_size
            if not isinstance(size, (list, tuple, int)):
                raise ValueError('state_size must be an integer, or a list/tuple of integers (one for each state tensor).')
            self.state_size = [size] if isinstance(size, int) else list(size)

    def _sizes(self):
        size = self.cell.state_size
        return list(size) if _nested(size) else [size]

    def _output_size(self):
        size = getattr(self.cell, 'output_size', None)
        if size is None:
            size = self._sizes()[0]
        return tuple(size) if hasattr(size, '__len__') else (size,)

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        shape = sequences_shape[0] if isinstance(sequences_shape, list) else tuple(sequences_shape)
        batch, length = shape[0], shape[1]
        output = (batch, length) + self._output_size() if self.return_sequences else (batch,) + self._output_size()
        if not self.return_state:
            return output if KERAS3 else tf.TensorShape(output)
        states = [[(batch, s) for s in size] if _nested(size) and isinstance(self.cell, StackedRNNCells) else
                  (batch,) + (tuple(size) if hasattr(size, '__len__') else (size,)) for size in self._sizes()]
        return (output, *states) if KERAS3 else [tf.TensorShape(output)] + [tf.TensorShape(s) for s in states]

    def compute_mask(self, inputs, mask):
        mask = mask[0] if _nested(mask) else mask
        kept = mask if self.return_sequences else None
        return [kept] + [None for _ in self._sizes()] if self.return_state else kept

    def _build(self, shape):
        if KERAS3 and isinstance(self.cell, Layer) and not self.cell.built:
            self.cell.build((shape[0],) + tuple(shape[2:]))
            self.cell.built = True
        if self.stateful and shape[0] is None:
            if KERAS3:
                raise ValueError(f'When using `stateful=True` in a RNN, the batch size must be static. Found dynamic batch size: sequence.shape={shape}')
            raise ValueError('If a RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors: \n'
                             '- If using a Sequential model, specify the batch size by passing a `batch_input_shape` argument to your first layer.\n'
                             '- If using the functional API, specify the batch size by passing a `batch_shape` argument to your Input layer.')
        if self.stateful:
            self._kept = [tf.Variable(tf.zeros_like(s), trainable=False) for s in tf.nest.flatten(_initial(self.cell, shape[0]))]
        self.built = True

    def reset_states(self, states=None):
        for v in self._kept or []:
            v.assign(tf.zeros_like(v))

    def reset_state(self):
        self.reset_states()

    def _run(self, sequences, initial_state, mask, training):
        if _nested(sequences):
            initial_state = list(sequences[1:]) or initial_state
            sequences = sequences[0]
        length = sequences.shape[1]
        if self.unroll and length is None:
            raise ValueError('Cannot unroll a RNN if the time dimension is undefined. \n- If using a Sequential model, specify the time dimension by passing ' +
                             ('an `Input()` as your first layer.\n- If using the functional API, specify the time dimension by passing a `shape` or '
                              '`batch_shape` argument to your `Input()`.' if KERAS3 else
                              'an `input_shape` or `batch_input_shape` argument to your first layer. If your first layer is an Embedding, you can also use the '
                              '`input_length` argument.\n- If using the functional API, specify the time dimension by passing a `shape` or `batch_shape` '
                              'argument to your Input layer.'))
        if initial_state is None:
            states = tf.nest.pack_sequence_as(_initial(self.cell, 1), [tf.identity(v) for v in self._kept]) if self._kept else \
                _initial(self.cell, tf.shape(sequences)[0])
        else:
            states = list(initial_state) if _nested(initial_state) else [initial_state]
        if not KERAS3 and len(states) != len(self._sizes()):
            raise ValueError(f'Layer has {len(self._sizes())} states but was passed {len(states)} initial states. Received: initial_state={states}')
        mask = mask[0] if _nested(mask) else mask
        more = {'training': training} if isinstance(self.cell, Layer) and _takes_training(self.cell) else {}
        run = self.cell if callable(self.cell) else self.cell.call
        outputs, last = [], None
        order = range(length if length is not None else 1)
        for t in reversed(order) if self.go_backwards else order:
            output, new_states = run(sequences[:, t], tuple(states), **more)
            new_states = list(new_states) if _nested(new_states) else [new_states]
            if mask is not None:
                counts = mask[:, t]
                before = tf.zeros_like(output) if last is None or self.zero_output_for_mask else last
                output = _where(counts, output, before)
                new_states = tf.nest.map_structure(lambda a, b: _where(counts, a, b), new_states, tf.nest.pack_sequence_as(new_states, tf.nest.flatten(states)))
            states, last = new_states, output
            outputs.append(output)
        if self._kept:
            for v, s in zip(self._kept, tf.nest.flatten(states)):
                v.assign(s)
        output = tf.stack(outputs, axis=1) if self.return_sequences else last
        if not self.return_state:
            return output
        return (output, *states) if KERAS3 else [output] + list(states)

    if KERAS3:
        def build(self, sequences_shape, initial_state_shape=None):
            self._build(tuple(sequences_shape))

        def call(self, sequences, initial_state=None, mask=None, training=False):
            return self._run(sequences, initial_state, mask, training)
    else:
        def build(self, input_shape):
            self._build(tuple(input_shape[0] if isinstance(input_shape, list) else input_shape))

        def call(self, inputs, mask=None, training=None, initial_state=None, constants=None):
            return self._run(inputs, initial_state, mask, training)

    def get_config(self):
        return {**super().get_config(), 'return_sequences': self.return_sequences, 'return_state': self.return_state, 'go_backwards': self.go_backwards,
                'stateful': self.stateful, 'unroll': self.unroll, 'cell': self.cell}


def _where(counts, a, b):
    while len(counts.shape) < len(a.shape):
        counts = tf.expand_dims(counts, -1)
    return tf.where(tf.cast(counts, tf.bool), a, b)


class ConvLSTMCell(Layer):
    def __init__(self, rank, filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, activation='tanh',
                 recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None,
                 kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(**kwargs)
        self.rank, self.filters = rank, filters
        self.kernel_size = _int_tuple(kernel_size, rank, 'kernel_size')
        self.strides = _int_tuple(strides, rank, 'strides')
        self.dilation_rate = _int_tuple(dilation_rate, rank, 'dilation_rate')
        self.padding = padding
        self.activation, self.recurrent_activation = activations.get(activation), activations.get(recurrent_activation)
        self.use_bias, self.unit_forget_bias = use_bias, unit_forget_bias
        self.kernel_initializer, self.recurrent_initializer = initializers.get(kernel_initializer), initializers.get(recurrent_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self._held = [(regularizers.get(r), constraints.get(c)) for r, c in ((kernel_regularizer, kernel_constraint),
                      (recurrent_regularizer, recurrent_constraint), (bias_regularizer, bias_constraint))]

    def build(self, input_shape, states_shape=None):
        channels = input_shape[-1]
        n = self.filters
        (kr, kc), (rr, rc), (br, bc) = self._held
        self.kernel = self.add_weight(name='kernel', shape=self.kernel_size + (channels, n * 4), initializer=self.kernel_initializer, regularizer=kr, constraint=kc)
        self.recurrent_kernel = self.add_weight(name='recurrent_kernel', shape=self.kernel_size + (n, n * 4), initializer=self.recurrent_initializer,
                                                regularizer=rr, constraint=rc)
        self.bias = None
        if self.use_bias:
            initializer = self.bias_initializer
            if self.unit_forget_bias:
                def initializer(shape, *args, **kwargs):
                    return tf.concat([self.bias_initializer((n,)), tf.ones((n,)), self.bias_initializer((n * 2,))], axis=0)
            self.bias = self.add_weight(name='bias', shape=(n * 4,), initializer=initializer, regularizer=br, constraint=bc)
        self.built = True

    def _conv(self, x, w, strides, padding, dilations):
        if self.rank == 1:
            y = tf.nn.conv2d(tf.expand_dims(x, 1), tf.expand_dims(w, 0), [1, 1, strides[0], 1], padding, dilations=[1, 1, dilations[0], 1])
            return tf.squeeze(y, 1)
        return tf.nn.conv2d(x, w, [1, *strides, 1], padding, dilations=[1, *dilations, 1])

    def call(self, inputs, states, training=False):
        h, c = states
        one = (1,) * self.rank
        z = self._conv(inputs, self.kernel, self.strides, self.padding.upper(), self.dilation_rate)
        if self.bias is not None:
            z = tf.nn.bias_add(z, self.bias)
        z = z + self._conv(h, self.recurrent_kernel, one, 'SAME', one)
        i, f, g, o = tf.split(z, 4, axis=-1)
        c = self.recurrent_activation(f) * c + self.recurrent_activation(i) * self.activation(g)
        h = self.recurrent_activation(o) * self.activation(c)
        return h, [h, c]

    def space(self, shape):
        out = []
        for n, k, s, d in zip(shape, self.kernel_size, self.strides, self.dilation_rate):
            reach = (k - 1) * d + 1
            out.append(None if n is None else (n - reach) // s + 1 if self.padding == 'valid' else -(-n // s))
        return tuple(out)


class _ConvLSTM(RNN):
    def __init__(self, filters, kernel_size, *args, return_sequences=False, return_state=False, go_backwards=False, stateful=False,
                 activity_regularizer=None, dropout=0.0, recurrent_dropout=0.0, seed=None, **kwargs):
        own = {k: kwargs.pop(k) for k in list(kwargs) if k in ('name', 'trainable', 'dtype', 'input_shape', 'batch_input_shape')}
        if not KERAS3:
            kwargs.setdefault('recurrent_activation', 'hard_sigmoid')
        cell = ConvLSTMCell(self._rank, filters, kernel_size, *args, name=('conv_lstm_cell' if KERAS3 else None), **kwargs)
        self._make_cell(cell)
        super().__init__(cell, return_sequences=return_sequences, return_state=return_state, go_backwards=go_backwards, stateful=stateful, **own)
        self.filters, self.kernel_size = filters, cell.kernel_size
        self.input_spec = keras.layers.InputSpec(ndim=self._rank + 3)

    def _make_cell(self, cell):
        cell.state_size = [cell.filters, cell.filters]

    def _shape(self, shape):
        return (shape[0],) + self.cell.space(shape[2:-1]) + (self.filters,)

    def compute_output_shape(self, sequences_shape, initial_state_shape=None):
        shape = tuple(sequences_shape)
        state = self._shape(shape)
        output = (shape[0], shape[1]) + state[1:] if self.return_sequences else state
        if self.return_state:
            return (output, state, state) if KERAS3 else [tf.TensorShape(s) for s in (output, state, state)]
        return output if KERAS3 else tf.TensorShape(output)

    def _run(self, sequences, initial_state, mask, training):
        if initial_state is None:
            shape = self._shape(tuple(sequences.shape))
            zero = tf.zeros([tf.shape(sequences)[0]] + list(shape[1:]))
            initial_state = [zero, zero]
        return super()._run(sequences, initial_state, mask, training)


class ConvLSTM1D(_ConvLSTM):
    _rank = 1


class ConvLSTM2D(_ConvLSTM):
    _rank = 2


class ConvLSTM3D(_ConvLSTM):
    _rank = 3
