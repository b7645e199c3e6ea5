# Resizing, CenterCrop and the layers that change pictures at random, in Python.
import math
import numpy as np
import tensorflow as tf
from tensorflow import keras


def _standard(data_format):
    return 'channels_last' if data_format is None else data_format


class _Seeds:
    def __init__(self, seed):
        self.seed = _default_seed() if seed is None else seed
        self.state = tf.Variable([self.seed % 2147483646, 0], dtype='int64', trainable=False)

    def uniform(self, shape, minval=0.0, maxval=1.0):
        seed = tf.identity(self.state)
        self.state.assign_add([0, 1])
        return _stateless_uniform(shape, seed, minval, maxval)


class _Generator:
    def __init__(self, seed):
        self.seed = seed
        self._made = None

    def made(self):
        if self._made is None:
            with tf.init_scope():
                self._made = tf.random.Generator.from_seed(_default_seed() if self.seed is None else self.seed)
        return self._made

    def uniform(self, shape, minval=0.0, maxval=1.0, dtype=tf.float32):
        if not _eager():  # a generator draws while a graph is traced: here numbers of the graph, other ones at each step
            return tf.random.uniform(tf.stack(shape) if shape else shape, minval=minval, maxval=maxval, dtype=dtype)
        return self.made().uniform(shape, minval=minval, maxval=maxval, dtype=dtype)

    def stateless_uniform(self, shape, minval=0.0, maxval=1.0):
        return _stateless_uniform(shape, self.made().make_seeds()[:, 0], minval, maxval)


def _smart_resize(x, size, interpolation='bilinear'):
    shape = tf.shape(x)
    height, width = shape[-3], shape[-2]
    crop_height = tf.minimum(height, tf.cast(tf.cast(width * size[0], 'float32') / size[1], 'int32'))
    crop_width = tf.minimum(width, tf.cast(tf.cast(height * size[1], 'float32') / size[0], 'int32'))
    top = tf.cast(tf.cast(height - crop_height, 'float32') / 2, 'int32')
    left = tf.cast(tf.cast(width - crop_width, 'float32') / 2, 'int32')
    x = x[..., top:top + crop_height, left:left + crop_width, :]
    return tf.image.resize(x, size, method=interpolation)


def _first(x):
    return tf.transpose(x, [0, 2, 3, 1] if len(x.shape) == 4 else [1, 2, 0])


def _last(x):
    return tf.transpose(x, [0, 3, 1, 2] if len(x.shape) == 4 else [2, 0, 1])


def _length(x, axis):
    return x.shape[axis] if x.shape[axis] is not None else tf.shape(x)[axis]


def _reflected(at, length):
    period = 2.0 * length
    at = at - period * tf.floor(at / period)
    return tf.minimum(at, period - 1.0 - at)


def _wrapped(at, length):
    span = length - 1.0
    down = at + length * (tf.floor(-at / span) + 1.0)
    up = at - length * tf.floor(at / span)
    return tf.where(at < 0, down, tf.where(at > span, up, at))


def _project(images, transforms, fill_mode, fill_value, interpolation):
    x = tf.cast(images, tf.float32)
    batch, height, width, channels = [_length(x, i) for i in range(4)]
    columns, rows = tf.meshgrid(tf.cast(tf.range(width), tf.float32), tf.cast(tf.range(height), tf.float32))
    t = tf.reshape(transforms, [-1, 8, 1, 1])
    k = t[:, 6] * columns + t[:, 7] * rows + 1.0
    at_x = (t[:, 0] * columns + t[:, 1] * rows + t[:, 2]) / k
    at_y = (t[:, 3] * columns + t[:, 4] * rows + t[:, 5]) / k
    height_f, width_f = tf.cast(height, tf.float32), tf.cast(width, tf.float32)
    if fill_mode == 'reflect':
        at_x, at_y = _reflected(at_x, width_f), _reflected(at_y, height_f)
    elif fill_mode == 'wrap':
        at_x, at_y = _wrapped(at_x, width_f), _wrapped(at_y, height_f)
    if fill_mode != 'constant':
        at_x = tf.clip_by_value(at_x, 0.0, width_f - 1.0)
        at_y = tf.clip_by_value(at_y, 0.0, height_f - 1.0)
    flat = tf.reshape(x, [-1, channels])
    first = tf.reshape(tf.range(batch) * height * width, [-1, 1, 1])

    def read(row, column):
        inside = (row >= 0) & (row < height_f) & (column >= 0) & (column < width_f)
        row_i = tf.cast(tf.clip_by_value(row, 0.0, height_f - 1.0), tf.int32)
        column_i = tf.cast(tf.clip_by_value(column, 0.0, width_f - 1.0), tf.int32)
        found = tf.gather(flat, first + row_i * width + column_i)
        return tf.where(tf.expand_dims(inside, -1), found, tf.cast(fill_value, tf.float32))

    if interpolation == 'nearest':
        out = read(tf.floor(at_y + 0.5), tf.floor(at_x + 0.5))
    else:
        y0, x0 = tf.floor(at_y), tf.floor(at_x)
        dy, dx = tf.expand_dims(at_y - y0, -1), tf.expand_dims(at_x - x0, -1)
        top = (1.0 - dx) * read(y0, x0) + dx * read(y0, x0 + 1.0)
        bottom = (1.0 - dx) * read(y0 + 1.0, x0) + dx * read(y0 + 1.0, x0 + 1.0)
        out = (1.0 - dy) * top + dy * bottom
    out = tf.cast(out, images.dtype)
    out.set_shape(images.shape)
    return out


class BaseImagePreprocessingLayer(Layer):
    _bounds = (-1, 1)

    def __init__(self, factor=None, data_format=None, seed=None, random=True, **kwargs):
        kwargs.pop('bounding_box_format', None)
        super().__init__(**kwargs)
        self.data_format = _standard(data_format)
        if random:
            self.seed = seed
            self._random = _Seeds(seed) if KERAS3 else _Generator(seed)
        if KERAS3:
            _allow_anything(self)
            if factor is not None:
                self._set_factor(factor)

    def _set_factor(self, factor):
        low, high = self._bounds
        error = f'The `factor` argument should be a number (or a list of two numbers) in the range [{low}, {high}]. Received: factor={factor}'
        if isinstance(factor, (tuple, list)):
            if len(factor) != 2 or factor[0] > high or factor[1] < low:
                raise ValueError(error)
            self.factor = tuple(sorted(factor))
        elif isinstance(factor, (int, float)):
            if factor < low or factor > high:
                raise ValueError(error)
            self.factor = (max(-abs(factor), low), abs(factor))
        else:
            raise ValueError(error)

    def _run(self, data, training):
        if isinstance(data, dict):
            if not KERAS3:
                raise ValueError('This layer can only process a tensor representing an image or a batch of images. Received: type(inputs)='
                                 f'{type(data)}.If you need to pass a dict containing images, labels, and bounding boxes, you should instead use the preprocessing '
                                 'and augmentation layers from `keras_cv.layers`. See docs at https://keras.io/api/keras_cv/layers/')
            return {**data, 'images': self._run(data['images'], training)}
        x = data if isinstance(data, tf.Tensor) else tf.convert_to_tensor(data)
        if KERAS3 and len(x.shape) not in (3, 4):
            raise ValueError(f'Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received: data.shape={tuple(x.shape)}')
        x = tf.cast(x, self.compute_dtype)
        if not training and not self._always:
            return x
        if not KERAS3 and len(x.shape) < 3 and not self._always:
            raise ValueError(f"'image' (shape {tuple(x.shape)}) must be at least three-dimensional.")
        single = len(x.shape) == 3
        if self.data_format == 'channels_first':
            x = _first(x)
        y = self._transform(tf.expand_dims(x, 0) if single else x, training)
        if single:
            y = tf.squeeze(y, 0)
        return _last(y) if self.data_format == 'channels_first' else y

    _always = False

    if KERAS3:
        def call(self, data, training=True):
            return self._run(data, training)
    else:
        def call(self, inputs, training=True):
            return self._run(inputs, training)

    def compute_output_shape(self, input_shape):
        return input_shape

    def _sized(self, input_shape):
        shape = list(input_shape)
        rows = -2 if self.data_format == 'channels_first' else -3
        shape[rows], shape[rows + 1] = self.height, self.width
        return tuple(shape) if KERAS3 else tf.TensorShape(shape)


class _Sized(BaseImagePreprocessingLayer):
    if not KERAS3:
        def call(self, inputs):
            return self._run(inputs, False)
    _always = True

    def compute_output_shape(self, input_shape):
        return self._sized(input_shape)

    def get_config(self):
        return {**super().get_config(), 'height': self.height, 'width': self.width}


class Resizing(_Sized):
    def __init__(self, height, width, interpolation='bilinear', crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode='constant',
                 fill_value=0.0, antialias=False, data_format=None, **kwargs):
        self.height, self.width = height, width
        names = ('bilinear', 'nearest', 'bicubic', 'area', 'lanczos3', 'lanczos5', 'gaussian', 'mitchellcubic')
        if not KERAS3 and str(interpolation).lower() not in names:
            raise NotImplementedError(f'Value not recognized for `interpolation`: {interpolation}. Supported values are: {list(names)}')
        super().__init__(data_format=data_format, random=False, **kwargs)
        self.interpolation = interpolation
        self.crop_to_aspect_ratio = crop_to_aspect_ratio
        self.pad_to_aspect_ratio = pad_to_aspect_ratio
        self.antialias = antialias

    def _transform(self, x, training):
        size = [self.height, self.width]
        if self.crop_to_aspect_ratio:
            y = _smart_resize(x, size, self.interpolation)
        elif self.pad_to_aspect_ratio:
            y = tf.image.resize_with_pad(x, self.height, self.width, method=self.interpolation)
        else:
            y = tf.image.resize(x, size, method=self.interpolation)
        y = tf.cast(y, self.compute_dtype)
        y.set_shape([x.shape[0], self.height, self.width, x.shape[3]])
        return y


class CenterCrop(_Sized):
    def __init__(self, height, width, data_format=None, **kwargs):
        self.height, self.width = height, width
        super().__init__(data_format=data_format, random=False, **kwargs)

    def _transform(self, x, training):
        rows, columns = x.shape[1], x.shape[2]
        if rows is not None and columns is not None and (rows < self.height or columns < self.width):
            y = tf.cast(_smart_resize(x, [self.height, self.width]), self.compute_dtype)
        else:
            top = (_length(x, 1) - self.height) // 2
            left = (_length(x, 2) - self.width) // 2
            y = x[:, top:top + self.height, left:left + self.width, :]
        y.set_shape([x.shape[0], self.height, self.width, x.shape[3]])
        return y


class RandomCrop(_Sized):
    def __init__(self, height, width, seed=None, data_format=None, **kwargs):
        self.height, self.width = height, width
        super().__init__(data_format=data_format, seed=seed, **kwargs)

    call = BaseImagePreprocessingLayer.call          # a crop is random: it asks whether it trains

    def _transform(self, x, training):
        height, width = _length(x, 1), _length(x, 2)
        fits = x.shape[1] is None or x.shape[2] is None or (x.shape[1] > self.height and x.shape[2] > self.width if KERAS3 else
                                                            x.shape[1] >= self.height and x.shape[2] >= self.width)
        if training and fits:
            if KERAS3:
                top = tf.cast(self._random.uniform((), 0, tf.cast(height - self.height + 1, tf.float32)), 'int32')
                left = tf.cast(self._random.uniform((), 0, tf.cast(width - self.width + 1, tf.float32)), 'int32')
            else:
                drawn = self._random.uniform([2], 0, tf.int32.max, tf.int32)
                top, left = drawn[0] % (height - self.height + 1), drawn[1] % (width - self.width + 1)
            y = x[:, top:top + self.height, left:left + self.width, :]
        elif KERAS3 and not training:
            return x
        else:
            y = tf.cast(_smart_resize(x, [self.height, self.width]), self.compute_dtype)
        y.set_shape([x.shape[0], self.height, self.width, x.shape[3]])
        return y


class RandomFlip(BaseImagePreprocessingLayer):
    def __init__(self, mode='horizontal_and_vertical', seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, seed=seed, **kwargs)
        self.mode = mode
        if not KERAS3 and mode not in ('horizontal', 'vertical', 'horizontal_and_vertical'):
            raise ValueError(f'RandomFlip layer {self.name} received an unknown mode argument {mode}')

    def _transform(self, x, training):
        flips = [axis for axis, name in ((2, 'horizontal'), (1, 'vertical')) if name in self.mode]
        if KERAS3:
            chosen = self._random.uniform([_length(x, 0), 1, 1, 1]) <= 0.5
            for axis in flips:
                x = tf.where(chosen, tf.reverse(x, [axis]), x)
            return x
        if len(x.shape) != 4:
            raise ValueError(f"'image' (shape {x.shape}) must have either 3 or 4 dimensions.")
        for axis in flips:
            chosen = tf.reshape(tf.round(self._random.stateless_uniform([_length(x, 0)])), [-1, 1, 1, 1])
            chosen = tf.cast(chosen, x.dtype)
            x = chosen * tf.reverse(x, [axis]) + (1 - chosen) * x
        return x

    def get_config(self):
        return {**super().get_config(), 'mode': self.mode, 'seed': self.seed}


def _check_fill(fill_mode, interpolation):
    modes, kinds = ('reflect', 'wrap', 'constant', 'nearest'), ('nearest', 'bilinear')
    if fill_mode not in modes:
        raise NotImplementedError(f'Unknown `fill_mode` {fill_mode}. ' + (f'Expected of one {modes}.' if KERAS3 else
                                  'Only `reflect`, `wrap`, `constant` and `nearest` are supported.'))
    if interpolation not in kinds:
        raise NotImplementedError(f'Unknown `interpolation` {interpolation}. ' + (f'Expected of one {kinds}.' if KERAS3 else
                                  'Only `nearest` and `bilinear` are supported.'))


class _Projected(BaseImagePreprocessingLayer):
    def _fill(self, fill_mode, interpolation, fill_value):
        _check_fill(fill_mode, interpolation)
        self.fill_mode, self.interpolation, self.fill_value = fill_mode, interpolation, fill_value

    def _transform(self, x, training):
        return _project(x, self._matrix(x), self.fill_mode, self.fill_value, self.interpolation)

    def get_config(self):
        return {**super().get_config(), 'fill_mode': self.fill_mode, 'fill_value': self.fill_value, 'interpolation': self.interpolation, 'seed': self.seed}


def _rows_of(*columns):
    return tf.concat([tf.reshape(c, [-1, 1]) for c in columns], axis=1)


class RandomRotation(_Projected):
    def __init__(self, factor, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, data_format=None, **kwargs):
        super().__init__(factor=factor, data_format=data_format, seed=seed, **kwargs)
        if not KERAS3:
            self.factor = factor
            self.lower, self.upper = (factor[0], factor[1]) if isinstance(factor, (tuple, list)) else (-factor, factor)
            if self.upper < self.lower:
                raise ValueError(f'`factor` argument cannot have a negative value. Received: factor={factor}')
        self._fill(fill_mode, interpolation, fill_value)

    def _matrix(self, x):
        n = _length(x, 0)
        height, width = tf.cast(_length(x, 1), tf.float32), tf.cast(_length(x, 2), tf.float32)
        if KERAS3:
            angle = self._random.uniform([n], self.factor[0] * 360.0, self.factor[1] * 360.0) * tf.constant(math.pi / 180.0)
            cos, sin = tf.cos(angle), tf.sin(angle)
            cx, cy = 0.5 * (width - 1), 0.5 * (height - 1)
            a2, b2 = cx - cx * cos + cy * sin, cy - cx * sin - cy * cos
        else:
            angle = self._random.uniform([n], self.lower * 2.0 * np.pi, self.upper * 2.0 * np.pi)
            cos, sin = tf.cos(angle), tf.sin(angle)
            a2 = (width - 1 - (cos * (width - 1) - sin * (height - 1))) / 2.0
            b2 = (height - 1 - (sin * (width - 1) + cos * (height - 1))) / 2.0
        zero = tf.zeros_like(angle)
        return _rows_of(cos, -sin, a2, sin, cos, b2, zero, zero)


class _TwoFactors(_Projected):
    def _pair(self, factor, name):
        if KERAS3:
            error = self._error
            def check(n):
                if n > 1.0 or (n <= -1.0 if self._open else n < -1.0):
                    raise ValueError(error + f'Received: input_number={n}')
            if isinstance(factor, (tuple, list)):
                if len(factor) != 2:
                    raise ValueError(error + f'Received: {name}={factor}')
                check(factor[0])
                check(factor[1])
                return tuple(sorted(factor))
            if isinstance(factor, (int, float)):
                check(factor)
                return -abs(factor), abs(factor)
            raise ValueError(error + f'Received: {name}={factor}')
        return (factor[0], factor[1]) if isinstance(factor, (tuple, list)) else (-factor, factor)


class RandomTranslation(_TwoFactors):
    _error = 'The `factor` argument should be a number (or a list of two numbers) in the range [-1.0, 1.0]. '
    _open = False

    def __init__(self, height_factor, width_factor, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, data_format=None, **kwargs):
        super().__init__(data_format=data_format, seed=seed, **kwargs)
        self.height_factor, self.width_factor = height_factor, width_factor
        self.height_lower, self.height_upper = self._pair(height_factor, 'height_factor')
        self.width_lower, self.width_upper = self._pair(width_factor, 'width_factor')
        if not KERAS3:
            if self.height_upper < self.height_lower:
                raise ValueError(f'`height_factor` cannot have upper bound less than lower bound, got {height_factor}')
            if abs(self.height_lower) > 1.0 or abs(self.height_upper) > 1.0:
                raise ValueError(f'`height_factor` argument must have values between [-1, 1]. Received: height_factor={height_factor}')
            if self.width_upper < self.width_lower:
                raise ValueError(f'`width_factor` cannot have upper bound less than lower bound, got {width_factor}')
            if abs(self.width_lower) > 1.0 or abs(self.width_upper) > 1.0:
                raise ValueError(f'`width_factor` must have values between [-1, 1], got {width_factor}')
        self._fill(fill_mode, interpolation, fill_value)

    def _matrix(self, x):
        n = _length(x, 0)
        down = self._random.uniform([n, 1], self.height_lower, self.height_upper) * tf.cast(_length(x, 1), tf.float32)
        right = self._random.uniform([n, 1], self.width_lower, self.width_upper) * tf.cast(_length(x, 2), tf.float32)
        zero, one = tf.zeros_like(down), tf.ones_like(down)
        return _rows_of(one, zero, -right, zero, one, -down, zero, zero)


class RandomZoom(_TwoFactors):
    _error = 'The `height_factor` and `width_factor` arguments should be a number (or a list of two numbers) in the range (-1.0, 1.0]. '
    _open = True

    def __init__(self, height_factor, width_factor=None, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, data_format=None, **kwargs):
        super().__init__(data_format=data_format, seed=seed, **kwargs)
        self.height_factor, self.width_factor = height_factor, width_factor
        self.height_lower, self.height_upper = self._pair(height_factor, 'height_factor')
        if not KERAS3 and (abs(self.height_lower) > 1.0 or abs(self.height_upper) > 1.0):
            raise ValueError(f'`height_factor` argument must have values between [-1, 1]. Received: height_factor={height_factor}')
        if width_factor is not None:
            self.width_lower, self.width_upper = self._pair(width_factor, 'width_factor')
            if not KERAS3 and (self.width_lower < -1.0 or self.width_upper < -1.0):
                raise ValueError(f'`width_factor` argument must have values larger than -1. Received: width_factor={width_factor}')
        self._fill(fill_mode, interpolation, fill_value)

    def _matrix(self, x):
        n = _length(x, 0)
        tall = self._random.uniform([n, 1], 1.0 + self.height_lower, 1.0 + self.height_upper)
        wide = tall if self.width_factor is None else self._random.uniform([n, 1], 1.0 + self.width_lower, 1.0 + self.width_upper)
        height, width = tf.cast(_length(x, 1), tf.float32), tf.cast(_length(x, 2), tf.float32)
        zero = tf.zeros_like(tall)
        return _rows_of(wide, zero, (width - 1.0) / 2.0 * (1.0 - wide), zero, tall, (height - 1.0) / 2.0 * (1.0 - tall), zero, zero)


class RandomContrast(BaseImagePreprocessingLayer):
    _bounds = (0, 1)

    def __init__(self, factor, value_range=(0, 255), seed=None, **kwargs):
        super().__init__(factor=factor, seed=seed, **kwargs)
        self.value_range = value_range
        if not KERAS3:
            self.factor = factor
            self.lower, self.upper = (factor[0], factor[1]) if isinstance(factor, (tuple, list)) else (factor, factor)
            if self.lower < 0.0 or self.upper < 0.0 or self.lower > 1.0:
                raise ValueError(f'`factor` argument cannot have negative values or values greater than 1.Received: factor={factor}')

    def _transform(self, x, training):
        if KERAS3:
            factor = self._random.uniform([_length(x, 0), 1, 1, 1], 1.0 - self.factor[0], 1.0 + self.factor[1])
        else:
            factor = self._random.stateless_uniform([], 1.0 - self.lower, 1.0 + self.upper)
        mean = tf.reduce_mean(tf.reduce_mean(x, axis=-3, keepdims=True), axis=-2, keepdims=True)
        low, high = self.value_range if KERAS3 else (0, 255)
        return tf.clip_by_value((x - mean) * factor + mean, low, high)


class RandomBrightness(BaseImagePreprocessingLayer):
    def __init__(self, factor, value_range=(0, 255), seed=None, **kwargs):
        super().__init__(factor=factor if KERAS3 else None, seed=seed, **kwargs)
        word = 'Received: value_range=' if KERAS3 else 'Got '
        if not KERAS3:
            error = 'The `factor` argument should be a number (or a list of two numbers) in the range [-1.0, 1.0]. '
            if isinstance(factor, (tuple, list)) and len(factor) != 2 or not isinstance(factor, (tuple, list, int, float)):
                raise ValueError(error + f'Got {factor}')
            for n in factor if isinstance(factor, (tuple, list)) else (factor,):
                if n > 1.0 or n < -1.0:
                    raise ValueError(error + f'Got {n}')
            self.factor = sorted(factor) if isinstance(factor, (tuple, list)) else [-abs(factor), abs(factor)]
        if not isinstance(value_range, (tuple, list)) or len(value_range) != 2:
            raise ValueError(f'The `value_range` argument should be a list of two numbers. {word}{value_range}')
        self.value_range = sorted(value_range)

    def _transform(self, x, training):
        delta = self._random.uniform([_length(x, 0), 1, 1, 1], self.factor[0], self.factor[1]) * (self.value_range[1] - self.value_range[0])
        return tf.clip_by_value(x + tf.cast(delta, x.dtype), self.value_range[0], self.value_range[1])


class _Stretched(BaseImagePreprocessingLayer):
    def __init__(self, factor, interpolation='bilinear', seed=None, **kwargs):
        super().__init__(seed=seed, **kwargs)
        self.factor = factor
        self.lower, self.upper = (factor[0], factor[1]) if isinstance(factor, (tuple, list)) else (-factor, factor)
        if self.upper < self.lower:
            raise ValueError(f'`factor` argument cannot have an upper bound lesser than the lower bound. Received: factor={factor}')
        if self.lower < -1.0 or self.upper < -1.0:
            raise ValueError(f'`factor` argument must have values larger than -1. Received: factor={factor}')
        self.interpolation = interpolation

    def _transform(self, x, training):
        drawn = self._random.uniform([], 1.0 + self.lower, 1.0 + self.upper)
        size = [_length(x, 1), _length(x, 2)]
        size[self._axis - 1] = tf.cast(drawn * tf.cast(size[self._axis - 1], tf.float32), tf.int32)
        return tf.cast(tf.image.resize(x, tf.stack(size), method=self.interpolation), self.compute_dtype)

    def compute_output_shape(self, input_shape):
        shape = list(input_shape)
        shape[self._axis - 4] = None
        return tf.TensorShape(shape)


class RandomHeight(_Stretched):
    _axis = 1


class RandomWidth(_Stretched):
    _axis = 2
