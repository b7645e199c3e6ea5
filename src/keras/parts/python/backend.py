# The functions of keras.backend that are more than one of TensorFlow's, and the Dot layer, in Python.
import builtins
import numpy as np
import tensorflow as tf
from tensorflow import keras

_uids = {}


def _length(x, axis):
    return tf.shape(x)[axis] if x.shape[axis] is None else x.shape[axis]


def batch_dot(x, y, axes=None):
    x_shape, y_shape = tuple(x.shape), tuple(y.shape)
    if len(x_shape) < 2 or len(y_shape) < 2:
        raise ValueError(f'Cannot do batch_dot on inputs with rank < 2. Received inputs with shapes {x_shape} and {y_shape}.')
    if x_shape[0] is not None and y_shape[0] is not None and x_shape[0] != y_shape[0]:
        raise ValueError(f'Cannot do batch_dot on inputs with different batch sizes. Received inputs with shapes {x_shape} and {y_shape}.')
    if isinstance(axes, int):
        axes = [axes, axes]
    if axes is None:
        axes = [len(x_shape) - 1, len(y_shape) - (1 if len(y_shape) == 2 else 2)]
    if builtins.any(isinstance(a, (list, tuple)) for a in axes):
        raise ValueError(f'Multiple target dimensions are not supported. Expected: None, int, (int, int), Provided: {axes}' + (' ' if KERAS3 else ''))
    axes = list(axes)
    axes = [axes[0] + len(x_shape) if axes[0] < 0 else axes[0], axes[1] + len(y_shape) if axes[1] < 0 else axes[1]]
    if 0 in axes:
        raise ValueError('Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy batch dimension to your inputs using '
                         + ('keras.ops.expand_dims(x, 0)' if KERAS3 else 'K.expand_dims(x, 0)'))
    a0, a1 = axes
    d1, d2 = x_shape[a0], y_shape[a1]
    if d1 is not None and d2 is not None and d1 != d2:
        raise ValueError(f'Cannot do batch_dot on inputs with shapes {x_shape} and {y_shape} with axes={axes}. x.shape[{a0}] != y.shape[{a1}] ({d1} != {d2}).')
    flat_x, flat_y = len(x_shape) == 2, len(y_shape) == 2
    if flat_x:
        x = tf.expand_dims(x, 1)
        a0 += 1
    if flat_y:
        y = tf.expand_dims(y, 2)
    x_rank, y_rank = len(x.shape), len(y.shape)
    if a0 != x_rank - 1:
        x = tf.transpose(x, [i for i in range(x_rank) if i != a0] + [a0])
    if a1 != 1:
        y = tf.transpose(y, [0, a1] + [i for i in range(1, y_rank) if i != a1])
    middle = [_length(x, i) for i in range(1, x_rank - 1)]
    trail = [_length(y, i) for i in range(2, y_rank)]
    if x_rank > 3:
        x = tf.reshape(x, [_length(x, 0), -1, _length(x, x_rank - 1)])
    if y_rank > 3:
        y = tf.reshape(y, [_length(y, 0), _length(y, 1), -1])
    result = tf.matmul(x, y)
    if x_rank > 3 or y_rank > 3:
        result = tf.reshape(result, [_length(result, 0)] + middle + trail)
    if flat_x:
        return tf.squeeze(result, 1)
    return tf.squeeze(result, -1) if flat_y else result


class Dot(Layer):
    def __init__(self, axes, normalize=False, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(axes, int):
            if not isinstance(axes, (list, tuple)):
                raise TypeError(f'Invalid type for argument `axes`: it should be a list or an int. Received: axes={axes}')
            if len(axes) != 2:
                raise ValueError(f'Invalid format for argument `axes`: it should contain two elements. Received: axes={axes}')
            if not isinstance(axes[0], int) or not isinstance(axes[1], int):
                raise ValueError(f'Invalid format for argument `axes`: list elements should be integers. Received: axes={axes}')
        self.axes = axes
        self.normalize = normalize
        self.supports_masking = True

    def _axes(self, shapes, wrap):
        if isinstance(self.axes, int):
            return [self.axes % len(s) for s in shapes] if self.axes < 0 else [self.axes] * 2
        return [a % len(s) if a < 0 and wrap else a for a, s in zip(self.axes, shapes)]

    def build(self, input_shape):
        single = not isinstance(input_shape[0], (tuple, list, tf.TensorShape))
        if single or len(input_shape) != 2:
            shown = tuple(input_shape) if single else [tuple(s) for s in input_shape]
            raise ValueError(f'A `Dot` layer should be called on a list of 2 inputs. Received: input_shape={shown}')
        shapes = [tuple(s) for s in input_shape]
        axes = self._axes(shapes, False)
        if shapes[0][axes[0]] != shapes[1][axes[1]]:
            raise ValueError(f'Incompatible input shapes: axis values {shapes[0][axes[0]]} (at axis {axes[0]}) != {shapes[1][axes[1]]} (at axis {axes[1]}). '
                             f'Full input shapes: {shapes[0]}, {shapes[1]}')
        self.built = True

    def call(self, inputs):
        x, y = inputs
        axes = self._axes([x.shape, y.shape], True)
        if self.normalize:
            x, y = tf.math.l2_normalize(x, axis=axes[0]), tf.math.l2_normalize(y, axis=axes[1])
        return batch_dot(x, y, axes)

    def compute_output_shape(self, input_shape):
        first, second = list(input_shape[0]), list(input_shape[1])
        axes = self._axes([first, second], False)
        first.pop(axes[0])
        second.pop(axes[1])
        second.pop(0)
        out = first + second
        return tuple(out + [1] if len(out) == 1 else out)

    def compute_mask(self, inputs, mask=None):
        return None

    def get_config(self):
        return {**super().get_config(), 'axes': self.axes, 'normalize': self.normalize}


def _float(x): return tf.cast(x, floatx()) if x.dtype == tf.bool else x
def floatx(): return keras.backend.floatx()
def mean(x, axis=None, keepdims=False): return tf.reduce_mean(_float(x) if hasattr(x, 'dtype') else x, axis, keepdims)
def var(x, axis=None, keepdims=False): return tf.math.reduce_variance(_float(x), axis=axis, keepdims=keepdims)
def std(x, axis=None, keepdims=False): return tf.math.reduce_std(_float(x), axis=axis, keepdims=keepdims)
def sum(x, axis=None, keepdims=False): return tf.reduce_sum(x, axis, keepdims)
def prod(x, axis=None, keepdims=False): return tf.reduce_prod(x, axis, keepdims)
def max(x, axis=None, keepdims=False): return tf.reduce_max(x, axis, keepdims)
def min(x, axis=None, keepdims=False): return tf.reduce_min(x, axis, keepdims)
def any(x, axis=None, keepdims=False): return tf.reduce_any(tf.cast(x, 'bool'), axis, keepdims)
def all(x, axis=None, keepdims=False): return tf.reduce_all(tf.cast(x, 'bool'), axis, keepdims)
def argmax(x, axis=-1): return tf.argmax(x, axis)
def argmin(x, axis=-1): return tf.argmin(x, axis)
def arange(start, stop=None, step=1, dtype='int32'): return tf.cast(tf.range(0, start, step) if stop is None else tf.range(start, stop, step), dtype)
def cumprod(x, axis=0): return tf.math.cumprod(x, axis=axis)
def cumsum(x, axis=0): return tf.cumsum(x, axis=axis)
def concatenate(tensors, axis=-1): return tf.concat(tensors, axis + len(tensors[0].shape) if axis < 0 and tensors[0].shape.rank else axis)
def stack(x, axis=0): return tf.stack(x, axis=axis)
def gather(reference, indices): return tf.gather(reference, indices)
def one_hot(indices, num_classes): return tf.one_hot(indices, depth=num_classes, axis=-1)
def cast(x, dtype): return tf.cast(x, dtype)
def reshape(x, shape): return tf.reshape(x, shape)
def expand_dims(x, axis=-1): return tf.expand_dims(x, axis)
def squeeze(x, axis): return tf.squeeze(x, [axis])
def transpose(x): return tf.transpose(x)
def reverse(x, axes): return tf.reverse(x, [axes] if isinstance(axes, int) else axes)
def permute_dimensions(x, pattern): return tf.transpose(x, perm=pattern)
def l2_normalize(x, axis=None): return tf.math.l2_normalize(x, axis=axis)
def softsign(x): return tf.math.softsign(x)
def elu(x, alpha=1.0): return tf.nn.elu(x) if alpha == 1 else tf.where(x > 0, tf.nn.elu(x), alpha * tf.nn.elu(x))
def hard_sigmoid(x): return tf.clip_by_value(tf.multiply(x, 0.2) + 0.5, 0.0, 1.0)
def softmax(x, axis=-1): return keras.activations.softmax(x, axis=axis)
def relu(x, alpha=0.0, max_value=None, threshold=0): return keras.activations.relu(x, alpha, max_value, threshold)
def in_top_k(predictions, targets, k): return tf.math.in_top_k(targets, predictions, k)
def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=output)
    small = tf.constant(keras.backend.epsilon(), output.dtype)
    output = tf.clip_by_value(output, small, 1.0 - small)
    if KERAS3:
        return -(target * tf.math.log(output) + (1 - target) * tf.math.log(1 - output))
    return -(target * tf.math.log(output + small) + (1 - target) * tf.math.log(1 - output + small))
def batch_flatten(x): return tf.reshape(x, tf.stack([-1, tf.reduce_prod(tf.shape(x)[1:])]))
def flatten(x): return tf.reshape(x, [-1])
def bias_add(x, bias, data_format=None): return tf.nn.bias_add(x, bias) if len(bias.shape) == 1 else x + bias
def cast_to_floatx(x): return tf.cast(x, floatx()) if tf.is_tensor(x) else np.asarray(x, dtype=floatx())
def dtype(x): return x.dtype if isinstance(x.dtype, str) else x.dtype.base_dtype.name if hasattr(x.dtype, 'base_dtype') else x.dtype.name
def count_params(x): return int(np.prod(tuple(x.shape)))
def dropout(x, level, noise_shape=None, seed=None): return tf.nn.dropout(x, rate=level, noise_shape=noise_shape, seed=np.random.randint(10000000) if seed is None else seed)
def eval(x): return get_value(x)
def get_value(x): return x.numpy() if hasattr(x, 'numpy') else x
def batch_get_value(tensors): return [x.numpy() for x in tensors]
def variable(value, dtype=None, name=None, constraint=None): return tf.Variable(value, dtype=floatx() if dtype is None else dtype, name=name)
def constant(value, dtype=None, shape=None, name=None): return tf.constant(value, dtype=floatx() if dtype is None else dtype, shape=shape)
def eye(size, dtype=None, name=None): return tf.Variable(tf.eye(size, dtype=floatx() if dtype is None else dtype))
def ones(shape, dtype=None, name=None): return tf.ones(shape, dtype=floatx() if dtype is None else dtype)
def zeros(shape, dtype=None, name=None): return tf.zeros(shape, dtype=floatx() if dtype is None else dtype)
def ones_like(x, dtype=None, name=None): return tf.ones_like(x, dtype=dtype)
def zeros_like(x, dtype=None, name=None): return tf.zeros_like(x, dtype=dtype)
def update(x, new_x): return x.assign(new_x)
def update_add(x, increment): return x.assign_add(increment)
def update_sub(x, decrement): return x.assign_sub(decrement)
def moving_average_update(x, value, momentum): return x.assign_sub((x - value) * tf.cast(1.0 - momentum, x.dtype))
def is_sparse(tensor): return False
def to_dense(tensor): return tensor
def map_fn(fn, elems, name=None, dtype=None): return tf.map_fn(fn, elems)
def name_scope(name): return tf.name_scope(name)
def gradients(loss, variables):
    raise RuntimeError('tf.gradients is not supported when eager execution is enabled. Use tf.GradientTape instead.')
def print_tensor(x, message='', summarize=3):
    tf.print(message, x, summarize=summarize)
    return x
def set_epsilon(value):
    keras.backend.epsilon = lambda: value
def set_image_data_format(data_format):
    if str(data_format) not in ('channels_last', 'channels_first'):
        raise ValueError('The `data_format` argument must be one of ' + "{'channels_first', 'channels_last'}" + f'. Received: data_format={data_format}' if KERAS3 else
                         f'Unknown data_format: {data_format}')
    keras.backend.image_data_format = lambda: str(data_format)
def get_uid(prefix=''):
    _uids[prefix] = _uids.get(prefix, 0) + 1
    return _uids[prefix]
def reset_uids(): _uids.clear()
def set_learning_phase(value): pass
def in_train_phase(x, alt, training=None): return (x() if callable(x) else x) if training in (1, True) else (alt() if callable(alt) else alt)
def in_test_phase(x, alt, training=None): return in_train_phase(alt, x, training)
def repeat(x, n):
    x = tf.expand_dims(x, 1)
    return tf.tile(x, tf.stack([1, n, 1]))
def repeat_elements(x, rep, axis):
    if x.shape[axis] is None:
        return tf.repeat(x, rep, axis)
    return tf.concat([s for s in tf.split(x, num_or_size_splits=x.shape[axis], axis=axis) for _ in range(rep)], axis)
def switch(condition, then_expression, else_expression):
    value = lambda e: e() if callable(e) else e
    if not condition.shape.rank:
        return tf.cond(tf.cast(condition, 'bool'), lambda: value(then_expression), lambda: value(else_expression))
    then_expression, else_expression = value(then_expression), value(else_expression)
    for _ in range(len(then_expression.shape) - len(condition.shape)):
        condition = tf.expand_dims(condition, -1)
    return tf.where(tf.cast(condition, 'bool'), then_expression, else_expression)
def dot(x, y):
    if len(x.shape) > 2 and len(y.shape) > 1:
        x_shape, y_shape = [_length(x, i) for i in range(len(x.shape))], [_length(y, i) for i in range(len(y.shape))]
        perm = list(range(len(y.shape)))
        perm = [perm.pop(-2)] + perm
        flat = tf.matmul(tf.reshape(x, [-1, x_shape[-1]]), tf.reshape(tf.transpose(y, perm), [y_shape[-2], -1]))
        return tf.reshape(flat, x_shape[:-1] + y_shape[:-2] + y_shape[-1:])
    return tf.matmul(x, y)
def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None): return tf.random.normal(shape, mean=mean, stddev=stddev, dtype=dtype or floatx(), seed=seed)
def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None): return tf.random.uniform(shape, minval=minval, maxval=maxval, dtype=dtype or floatx(), seed=seed)
def random_bernoulli(shape, p=0.0, dtype=None, seed=None):
    dtype = dtype or floatx()
    return tf.where(tf.random.uniform(shape, dtype=dtype, seed=seed) <= p, tf.ones(shape, dtype=dtype), tf.zeros(shape, dtype=dtype))
random_binomial = random_bernoulli
def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None): return tf.random.truncated_normal(shape, mean, stddev, dtype=dtype or floatx(), seed=seed)
def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None): return tf.Variable(random_normal(shape, mean, scale, dtype, seed))
def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None): return tf.Variable(random_uniform(shape, low, high, dtype, seed))
def foldl(fn, elems, initializer=None, name=None):
    start, value = (1, elems[0]) if initializer is None else (0, initializer)
    for i in range(start, elems.shape[0]):
        value = fn(value, elems[i])
    return value
def foldr(fn, elems, initializer=None, name=None):
    last = elems.shape[0]
    last, value = (last - 1, elems[last - 1]) if initializer is None else (last, initializer)
    for i in reversed(range(last)):
        value = fn(value, elems[i])
    return value
def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1): return tf.nn.conv1d(x, kernel, strides, padding.upper(), dilations=dilation_rate)
def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)): return tf.nn.conv2d(x, kernel, strides, padding.upper(), dilations=dilation_rate)
def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1)):
    return tf.nn.conv3d(x, kernel, [1] + list(strides) + [1], padding.upper(), dilations=[1] + list(dilation_rate) + [1])
def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    return tf.nn.depthwise_conv2d(x, depthwise_kernel, [1] + list(strides) + [1], padding.upper(), dilations=list(dilation_rate))
def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    f = {'max': tf.nn.max_pool2d, 'avg': tf.nn.avg_pool2d}.get(pool_mode)
    if f is None:
        raise ValueError('Invalid pooling mode: ' + str(pool_mode))
    return f(x, pool_size, strides, padding.upper())
def temporal_padding(x, padding=(1, 1)): return tf.pad(x, [[0, 0], list(padding), [0, 0]])
def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None): return tf.pad(x, [[0, 0], list(padding[0]), list(padding[1]), [0, 0]])
def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None): return tf.pad(x, [[0, 0], list(padding[0]), list(padding[1]), list(padding[2]), [0, 0]])
def resize_images(x, height_factor, width_factor, data_format='channels_last', interpolation='nearest'):
    return tf.image.resize(x, [_length(x, 1) * height_factor, _length(x, 2) * width_factor], method=interpolation)
def result_type(*dtypes): return keras.ops.result_type(*dtypes)
def standardize_dtype(dtype): return floatx() if dtype is None else dtype if isinstance(dtype, str) else tf.as_dtype(dtype).name
def is_float_dtype(dtype): return 'float' in standardize_dtype(dtype)
def is_int_dtype(dtype): return 'int' in standardize_dtype(dtype)


def function(inputs, outputs, updates=None, name=None, **kwargs):
    model = keras.Model(inputs=inputs, outputs=outputs)
    single = not isinstance(outputs, (list, tuple, dict))

    def run(arguments):
        results = model(arguments[0] if isinstance(arguments, (list, tuple)) and len(arguments) == 1 else arguments)
        if single:
            return results.numpy()
        many = [results] if tf.is_tensor(results) else results
        return [r.numpy() for r in many]
    return run
