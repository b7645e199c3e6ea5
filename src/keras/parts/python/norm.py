# GroupNormalization, SpectralNormalization, LocallyConnected, AlphaDropout and other layers that are short in Python.
import math
import tensorflow as tf
from tensorflow import keras

activations, initializers, regularizers, constraints = keras.activations, keras.initializers, keras.regularizers, keras.constraints


class GroupNormalization(Layer):
    def __init__(self, groups=32, axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones',
                 beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs):
        if KERAS3 and (not isinstance(groups, int) or (groups <= 0 and groups != -1)):
            raise ValueError('Received an invalid value for argument `groups`, expected a positive integer (or `-1` for instance normalization). '
                             f'Received: groups={groups}')
        super().__init__(**kwargs)
        self.supports_masking = True
        self.groups, self.axis, self.epsilon, self.center, self.scale = groups, axis, epsilon, center, scale
        self.beta_initializer, self.gamma_initializer = initializers.get(beta_initializer), initializers.get(gamma_initializer)
        self.beta_regularizer, self.gamma_regularizer = regularizers.get(beta_regularizer), regularizers.get(gamma_regularizer)
        self.beta_constraint, self.gamma_constraint = constraints.get(beta_constraint), constraints.get(gamma_constraint)

    def build(self, input_shape):
        dim = input_shape[self.axis]
        shown = input_shape
        if dim is None:
            raise ValueError(f'Axis {self.axis} of input tensor should have a defined dimension but the layer received an input with shape {shown}.')
        if self.groups == -1:
            self.groups = dim
        if dim < self.groups:
            raise ValueError(f'Number of groups ({self.groups}) cannot be more than the number of channels ({dim}).')
        if dim % self.groups != 0:
            raise ValueError(f'Number of groups ({self.groups}) must be a multiple of the number of channels ({dim}).')
        self.input_spec = keras.layers.InputSpec(ndim=len(input_shape), axes={self.axis: dim})
        self.gamma = self.beta = None
        if self.scale:
            self.gamma = self.add_weight(shape=(dim,), name='gamma', initializer=self.gamma_initializer, regularizer=self.gamma_regularizer, constraint=self.gamma_constraint)
        if self.center:
            self.beta = self.add_weight(shape=(dim,), name='beta', initializer=self.beta_initializer, regularizer=self.beta_regularizer, constraint=self.beta_constraint)
        self.built = True

    def call(self, inputs):
        rank = inputs.shape.rank
        axis = self.axis % rank
        size = tf.shape(inputs)
        shape = [n if n is not None else size[i] for i, n in enumerate(inputs.shape)]
        shape[axis] = inputs.shape[axis] // self.groups
        shape.insert(axis, self.groups)
        x = tf.reshape(inputs, tf.stack(shape))
        axes = [i for i in range(1, rank + 1) if i != axis]
        mean = tf.reduce_mean(x, axis=axes, keepdims=True)
        variance = tf.reduce_mean(tf.square(x - mean), axis=axes, keepdims=True)
        scale = tf.math.rsqrt(variance + self.epsilon)
        broad = [1] * (rank + 1)
        broad[axis], broad[axis + 1] = self.groups, inputs.shape[axis] // self.groups
        if self.gamma is not None:
            scale = scale * tf.reshape(self.gamma, broad)
        shift = -mean * scale
        if self.beta is not None:
            shift = shift + tf.reshape(self.beta, broad)
        y = tf.reshape(x * scale + shift, size)
        y.set_shape(inputs.shape)
        return y

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), 'groups': self.groups, 'axis': self.axis, 'epsilon': self.epsilon, 'center': self.center, 'scale': self.scale,
                'beta_initializer': initializers.serialize(self.beta_initializer), 'gamma_initializer': initializers.serialize(self.gamma_initializer),
                'beta_regularizer': regularizers.serialize(self.beta_regularizer), 'gamma_regularizer': regularizers.serialize(self.gamma_regularizer),
                'beta_constraint': constraints.serialize(self.beta_constraint), 'gamma_constraint': constraints.serialize(self.gamma_constraint)}


class RMSNormalization(Layer):
    def __init__(self, axis=-1, epsilon=1e-06, **kwargs):
        super().__init__(**kwargs)
        self.axis, self.epsilon = axis, epsilon

    def build(self, input_shape):
        self.axis = sorted(self.axis) if isinstance(self.axis, (list, tuple)) else [self.axis]
        self.scale = self.add_weight(name='scale', shape=tuple(input_shape[i] for i in self.axis), initializer='ones')
        self.built = True

    def call(self, x):
        return x * tf.math.rsqrt(tf.reduce_mean(tf.square(x), axis=self.axis, keepdims=True) + self.epsilon) * self.scale

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), 'axis': self.axis, 'epsilon': self.epsilon}


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        if KERAS3 and not isinstance(layer, Layer):
            raise ValueError(f"Layer {layer} supplied to Wrapper isn't a supported layer type. Please ensure wrapped layer is a valid Keras layer.")
        assert isinstance(layer, Layer)
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        self.built = True

    def get_config(self):
        return {**super().get_config(), 'layer': self.layer}


class SpectralNormalization(Wrapper):
    def __init__(self, layer, power_iterations=1, **kwargs):
        super().__init__(layer, **kwargs)
        if power_iterations <= 0:
            raise ValueError(f'`power_iterations` should be greater than zero. Received: `power_iterations={power_iterations}`')
        self.power_iterations = power_iterations

    def build(self, input_shape):
        super().build(input_shape)
        if KERAS3:
            self.input_spec = keras.layers.InputSpec(min_ndim=1, axes={-1: input_shape[-1]})
        else:
            self.input_spec = keras.layers.InputSpec(shape=[None] + list(input_shape[1:]))
        kernel = getattr(self.layer, 'kernel', None)
        if kernel is None:
            kernel = getattr(self.layer, 'embeddings', None)
        if kernel is None:
            raise ValueError(f"{type(self.layer).__name__} object has no attribute 'kernel' nor 'embeddings'")
        self._weight = kernel
        self.vector_u = self.add_weight(shape=(1, kernel.shape[-1]), initializer=initializers.TruncatedNormal(stddev=0.02), trainable=False, name='vector_u')

    def call(self, inputs, training=False):
        if training:
            weights = tf.reshape(self._weight, [-1, self._weight.shape[-1]])
            u = self.vector_u + 0.0
            for _ in range(self.power_iterations):
                v = tf.math.l2_normalize(tf.matmul(u, weights, transpose_b=True))
                u = tf.math.l2_normalize(tf.matmul(v, weights))
            u, v = tf.stop_gradient(u), tf.stop_gradient(v)
            sigma = tf.matmul(tf.matmul(v, weights), u, transpose_b=True)
            self.vector_u.assign(u)
            self._weight.assign(tf.reshape(weights / sigma, self._weight.shape))
        return self.layer(inputs)

    def compute_output_shape(self, input_shape):
        return self.layer.compute_output_shape(input_shape)

    def get_config(self):
        return {**super().get_config(), 'power_iterations': self.power_iterations}


class Identity(Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs):
        return inputs if KERAS3 else tf.nest.map_structure(tf.identity, inputs)


class AlphaDropout(Layer):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(**kwargs)
        if KERAS3 and not 0 <= rate <= 1:
            raise ValueError(f'Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate={rate}')
        self.rate, self.noise_shape, self.seed = rate, noise_shape, seed
        self.supports_masking = True
        if KERAS3 and rate > 0:
            self._state = [tf.Variable([(_default_seed() if seed is None else seed) % 2147483646, 0], dtype='int64', trainable=False)]

    def call(self, inputs, training=False if KERAS3 else None):
        if not training or not self.rate > 0:
            return inputs
        shape = tf.shape(inputs) if self.noise_shape is None else [tf.shape(inputs)[i] if n is None else n for i, n in enumerate(self.noise_shape)]
        if KERAS3:
            seed = tf.identity(self._state[0])
            self._state[0].assign_add([0, 1])
            drawn = _stateless_uniform(shape, seed)
        else:
            drawn = tf.random.uniform(shape, seed=self.seed)
        low = -1.6732632423543772 * 1.0507009873554805
        kept = tf.cast(drawn >= self.rate, inputs.dtype)
        a = ((1 - self.rate) * (1 + self.rate * low ** 2)) ** -0.5
        return a * (inputs * kept + low * (1 - kept)) - a * low * self.rate

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), 'rate': self.rate, 'seed': self.seed, 'noise_shape': self.noise_shape}


class ThresholdedReLU(Layer):
    def __init__(self, theta=1.0, **kwargs):
        super().__init__(**kwargs)
        if theta is None:
            raise ValueError(f'Theta of a Thresholded ReLU layer cannot be None, expecting a float. Received: {theta}')
        if theta < 0:
            raise ValueError(f'The theta value of a Thresholded ReLU layer should be >=0. Received: {theta}')
        self.supports_masking = True
        self.theta = theta

    def call(self, inputs):
        theta = tf.constant(self.theta, self.compute_dtype) if KERAS3 else tf.cast(self.theta, inputs.dtype)
        return inputs * tf.cast(tf.greater(inputs, theta), self.compute_dtype)

    def compute_output_shape(self, input_shape):
        return input_shape


class _LocallyConnected(Layer):
    def __init__(self, filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, use_bias=True,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, implementation=1, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters = filters
        self.kernel_size = _int_tuple(kernel_size, self._rank, 'kernel_size')
        self.strides = _int_tuple(strides, self._rank, 'strides', True)
        self.padding = padding
        if padding != 'valid' and implementation == 1:
            raise ValueError(f'Invalid border mode for {self.__class__.__name__} (only "valid" is supported if implementation is 1): ' + padding)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self._kernel = (initializers.get(kernel_initializer), regularizers.get(kernel_regularizer), constraints.get(kernel_constraint))
        self._bias = (initializers.get(bias_initializer), regularizers.get(bias_regularizer), constraints.get(bias_constraint))
        self.input_spec = keras.layers.InputSpec(ndim=self._rank + 2)

    def _space(self, shape):
        return tuple(None if n is None else (n - k) // s + 1 for n, k, s in zip(shape[1:-1], self.kernel_size, self.strides))

    def build(self, input_shape):
        shape = tuple(input_shape)
        if None in shape[1:-1]:
            raise ValueError(f'The spatial dimensions of the inputs to  a {self.__class__.__name__} layer should be fully-defined, but layer received the inputs shape {shape}'
                             if self._rank == 2 else f'Axis 2 of input should be fully-defined. Found shape: {shape}')
        self._out = self._space(shape)
        if min(self._out) <= 0:
            raise ValueError(f'One of the dimensions in the output is <= 0 due to downsampling in {self.name}. Consider increasing the input size. Received input '
                             f'shape {shape} which would produce output shape with a zero or negative value in a dimension.')
        i, r, c = self._kernel
        places = math.prod(self._out)
        self.kernel = self.add_weight(shape=(places, math.prod(self.kernel_size) * shape[-1], self.filters), initializer=i, name='kernel', regularizer=r, constraint=c)
        self.bias = None
        if self.use_bias:
            i, r, c = self._bias
            self.bias = self.add_weight(shape=self._out + (self.filters,), initializer=i, name='bias', regularizer=r, constraint=c)
        self.input_spec = keras.layers.InputSpec(ndim=self._rank + 2, axes={-1: shape[-1]})
        self.built = True

    def call(self, inputs):
        rows = []
        for place in range(math.prod(self._out)):
            at, rest = [], place
            for n in reversed(self._out):
                at.insert(0, rest % n)
                rest //= n
            piece = inputs
            for axis, (a, k, s) in enumerate(zip(at, self.kernel_size, self.strides)):
                piece = tf.gather(piece, tf.range(a * s, a * s + k), axis=axis + 1)
            rows.append(tf.reshape(piece, [-1, math.prod(self.kernel_size) * inputs.shape[-1]]))
        y = tf.transpose(tf.matmul(tf.stack(rows), self.kernel), [1, 0, 2])
        y = tf.reshape(y, [-1, *self._out, self.filters])
        if self.bias is not None:
            y = y + self.bias
        return self.activation(y)

    def compute_output_shape(self, input_shape):
        return tf.TensorShape((input_shape[0],) + self._space(tuple(input_shape)) + (self.filters,))


class LocallyConnected1D(_LocallyConnected):
    _rank = 1


class LocallyConnected2D(_LocallyConnected):
    _rank = 2


class _Adaptive(Layer):
    def __init__(self, output_size, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.output_size = (output_size,) * self._rank if isinstance(output_size, int) else tuple(output_size)

    def call(self, inputs):
        x = inputs
        for axis, n in enumerate(self.output_size, 1):
            length = x.shape[axis]
            parts = [tf.gather(x, tf.range(i * length // n, -(-(i + 1) * length // n)), axis=axis) for i in range(n)]
            x = tf.stack([self._reduce(p, axis=axis) for p in parts], axis=axis)
        return x

    def compute_output_shape(self, input_shape):
        return (input_shape[0],) + self.output_size + (input_shape[-1],)


class AdaptiveAveragePooling1D(_Adaptive):
    _rank, _reduce = 1, staticmethod(tf.reduce_mean)


class AdaptiveAveragePooling2D(_Adaptive):
    _rank, _reduce = 2, staticmethod(tf.reduce_mean)


class AdaptiveMaxPooling1D(_Adaptive):
    _rank, _reduce = 1, staticmethod(tf.reduce_max)


class AdaptiveMaxPooling2D(_Adaptive):
    _rank, _reduce = 2, staticmethod(tf.reduce_max)


class Pipeline(Layer):
    def __init__(self, layers, **kwargs):
        super().__init__(**kwargs)
        self._pipeline_layers = layers

    @property
    def layers(self):
        return self._pipeline_layers

    def call(self, inputs, training=True, mask=None):
        for layer in self._pipeline_layers:
            inputs = layer(inputs)
        return inputs
