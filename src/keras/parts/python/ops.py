# keras.ops of Keras 3 beyond TensorFlow's own functions, in Python: arrays as NumPy has them.
import builtins
import math
import numpy as np
import tensorflow as tf

_range, _len, _sum, _abs, _max, _min = builtins.range, builtins.len, builtins.sum, builtins.abs, builtins.max, builtins.min


def _t(x, dtype=None):
    return tf.convert_to_tensor(x) if dtype is None else tf.convert_to_tensor(x, dtype=dtype)


def _f(x):
    x = _t(x)
    return x if x.dtype.is_floating or x.dtype.is_complex else tf.cast(x, tf.float32)


def _pair(a, b):
    a_tensor, b_tensor = isinstance(a, (tf.Tensor, tf.Variable, np.ndarray)), isinstance(b, (tf.Tensor, tf.Variable, np.ndarray))
    if a_tensor and not b_tensor:
        a = _t(a)
        b = tf.cast(b, a.dtype) if not (isinstance(b, float) and not a.dtype.is_floating) else tf.cast(b, tf.float32)
        return (tf.cast(a, b.dtype), b)
    if b_tensor and not a_tensor:
        b, a = _pair(b, a)
        return a, b
    a, b = _t(a), _t(b)
    if a.dtype != b.dtype:
        wanted = a.dtype if a.dtype.is_floating and not b.dtype.is_floating else b.dtype if b.dtype.is_floating and not a.dtype.is_floating else \
            a.dtype if a.dtype.size >= b.dtype.size else b.dtype
        a, b = tf.cast(a, wanted), tf.cast(b, wanted)
    return a, b


def _unary(f):
    return lambda x: f(_f(x))


def sin(x): return tf.sin(_f(x))
def tan(x): return tf.tan(_f(x))
def arcsin(x): return tf.asin(_f(x))
def arccos(x): return tf.acos(_f(x))
def arctan(x): return tf.atan(_f(x))
def sinh(x): return tf.sinh(_f(x))
def cosh(x): return tf.cosh(_f(x))
def arcsinh(x): return tf.asinh(_f(x))
def arccosh(x): return tf.acosh(_f(x))
def arctanh(x): return tf.atanh(_f(x))
def expm1(x): return tf.math.expm1(_f(x))
def exp2(x): return tf.pow(tf.constant(2, _f(x).dtype), _f(x))
def log2(x): return tf.math.log(_f(x)) / tf.math.log(tf.constant(2, _f(x).dtype))
def log10(x): return tf.math.log(_f(x)) / tf.math.log(tf.constant(10, _f(x).dtype))
def cbrt(x): return tf.sign(_f(x)) * tf.pow(tf.abs(_f(x)), 1.0 / 3.0)
def fabs(x): return tf.abs(_f(x))
def deg2rad(x): return _f(x) * (math.pi / 180)
def rad2deg(x): return _f(x) * (180 / math.pi)
def reciprocal(x): return 1.0 / _f(x)
def trunc(x): return tf.where(_t(x) < 0, tf.math.ceil(_f(x)), tf.floor(_f(x))) if _t(x).dtype.is_floating else _t(x)
def sinc(x):
    x = _f(x) * math.pi
    return tf.where(tf.equal(x, 0), tf.ones_like(x), tf.sin(x) / tf.where(tf.equal(x, 0), tf.ones_like(x), x))
def erfc(x): return tf.math.erfc(_f(x))
def erfinv(x): return tf.math.erfinv(_f(x))
def isfinite(x): return tf.math.is_finite(_f(x))
def isneginf(x): return tf.equal(_f(x), -math.inf)
def isposinf(x): return tf.equal(_f(x), math.inf)
def isreal(x): return tf.ones_like(_t(x), dtype=tf.bool)
def signbit(x): return _t(x) < 0
def real(x): return _t(x)
def conj(x): return _t(x)
def conjugate(x): return _t(x)
def imag(x): return tf.zeros_like(_t(x))
def angle(x): return tf.where(_f(x) < 0, tf.constant(math.pi, _f(x).dtype), tf.zeros_like(_f(x)))
def copy(x): return tf.identity(_t(x))
def i0(x): return tf.math.bessel_i0(_f(x))

def arctan2(x1, x2):
    a, b = _pair(x1, x2)
    return tf.math.atan2(_f(a), _f(b))

def logaddexp(x1, x2):
    a, b = _pair(x1, x2)
    top = tf.maximum(_f(a), _f(b))
    return top + tf.math.log(tf.exp(_f(a) - top) + tf.exp(_f(b) - top))

def logaddexp2(x1, x2):
    a, b = _pair(x1, x2)
    return logaddexp(_f(a) * math.log(2.0), _f(b) * math.log(2.0)) / math.log(2.0)

def hypot(x1, x2):
    a, b = _pair(x1, x2)
    return tf.sqrt(tf.square(_f(a)) + tf.square(_f(b)))

def fmod(x1, x2):
    a, b = _pair(x1, x2)
    return a - b * tf.cast(trunc(_f(a) / _f(b)), a.dtype)

def fmax(x1, x2):
    a, b = _pair(x1, x2)
    return tf.where(tf.math.is_nan(_f(a)), b, tf.where(tf.math.is_nan(_f(b)), a, tf.maximum(a, b)))

def fmin(x1, x2):
    a, b = _pair(x1, x2)
    return tf.where(tf.math.is_nan(_f(a)), b, tf.where(tf.math.is_nan(_f(b)), a, tf.minimum(a, b)))

def heaviside(x1, x2):
    a, b = _pair(x1, x2)
    return tf.where(a < 0, tf.zeros_like(b), tf.where(a > 0, tf.ones_like(b), b))

def divide_no_nan(x1, x2):
    a, b = _pair(x1, x2)
    return tf.math.divide_no_nan(_f(a), _f(b))

def logical_xor(x1, x2): return tf.not_equal(tf.cast(x1, tf.bool), tf.cast(x2, tf.bool))
def gcd(x1, x2): return tf.constant(np.gcd(_t(x1).numpy(), _t(x2).numpy()))
def lcm(x1, x2): return tf.constant(np.lcm(_t(x1).numpy(), _t(x2).numpy()))
def ldexp(x1, x2): return _f(x1) * tf.pow(2.0, _f(x2))

def isclose(x1, x2, rtol=1e-5, atol=1e-8, equal_nan=False):
    a, b = _pair(x1, x2)
    a, b = _f(a), _f(b)
    same = tf.logical_or(tf.equal(a, b), tf.abs(a - b) <= atol + rtol * tf.abs(b))
    return tf.logical_or(same, tf.logical_and(tf.math.is_nan(a), tf.math.is_nan(b))) if equal_nan else same

def allclose(x1, x2, rtol=1e-5, atol=1e-8, equal_nan=False): return tf.reduce_all(isclose(x1, x2, rtol, atol, equal_nan))
def isin(x1, x2, assume_unique=False, invert=False):
    a, b = _pair(x1, x2)
    found = tf.reduce_any(tf.equal(tf.expand_dims(a, -1), tf.reshape(b, [-1])), axis=-1)
    return tf.logical_not(found) if invert else found

def _bits(f):
    def run(x, y):
        a, b = _pair(x, y)
        return tf.constant(f(a.numpy(), b.numpy()))
    return run

bitwise_and, bitwise_or, bitwise_xor = (_bits(f) for f in (np.bitwise_and, np.bitwise_or, np.bitwise_xor))
left_shift = bitwise_left_shift = _bits(np.left_shift)
right_shift = bitwise_right_shift = _bits(np.right_shift)
def bitwise_not(x): return -1 - _t(x)
bitwise_invert = bitwise_not

def amax(x, axis=None, keepdims=False): return tf.reduce_max(_t(x), axis=axis, keepdims=keepdims)
def amin(x, axis=None, keepdims=False): return tf.reduce_min(_t(x), axis=axis, keepdims=keepdims)
def ptp(x, axis=None, keepdims=False): return amax(x, axis, keepdims) - amin(x, axis, keepdims)
def average(x, axis=None, weights=None):
    x = _f(x)
    if weights is None:
        return tf.reduce_mean(x, axis=axis)
    weights = tf.cast(_t(weights), x.dtype)
    if axis is not None and weights.shape.rank == 1 and x.shape.rank > 1:
        shape = [1] * x.shape.rank
        shape[axis] = -1
        weights = tf.reshape(weights, shape) * tf.ones_like(x)
    return tf.reduce_sum(x * weights, axis=axis) / tf.reduce_sum(weights * tf.ones_like(x), axis=axis)
def count_nonzero(x, axis=None): return tf.reduce_sum(tf.cast(tf.not_equal(_t(x), 0), tf.int32), axis=axis)
def cumprod(x, axis=None, dtype=None):
    x = _t(x)
    x = tf.reshape(x, [-1]) if axis is None else x
    return tf.math.cumprod(x, axis=0 if axis is None else axis)

def _nan_free(x, value):
    x = _f(x)
    return tf.where(tf.math.is_nan(x), tf.cast(value, x.dtype), x)

def nansum(x, axis=None, keepdims=False): return tf.reduce_sum(_nan_free(x, 0.0), axis=axis, keepdims=keepdims)
def nanprod(x, axis=None, keepdims=False): return tf.reduce_prod(_nan_free(x, 1.0), axis=axis, keepdims=keepdims)
def nanmax(x, axis=None, keepdims=False): return tf.reduce_max(_nan_free(x, -math.inf), axis=axis, keepdims=keepdims)
def nanmin(x, axis=None, keepdims=False): return tf.reduce_min(_nan_free(x, math.inf), axis=axis, keepdims=keepdims)
def _present(x, axis, keepdims): return tf.reduce_sum(tf.cast(tf.logical_not(tf.math.is_nan(_f(x))), _f(x).dtype), axis=axis, keepdims=keepdims)
def nanmean(x, axis=None, keepdims=False): return nansum(x, axis, keepdims) / _present(x, axis, keepdims)
def nanvar(x, axis=None, keepdims=False):
    x = _f(x)
    return nansum(tf.square(x - nanmean(x, axis, True)), axis, keepdims) / _present(x, axis, keepdims)
def nanstd(x, axis=None, keepdims=False): return tf.sqrt(nanvar(x, axis, keepdims))
def nanargmax(x, axis=None, keepdims=False):
    x = _nan_free(x, -math.inf)
    return tf.argmax(tf.reshape(x, [-1]) if axis is None else x, axis=0 if axis is None else axis, output_type=tf.int32)
def nanargmin(x, axis=None, keepdims=False):
    x = _nan_free(x, math.inf)
    return tf.argmin(tf.reshape(x, [-1]) if axis is None else x, axis=0 if axis is None else axis, output_type=tf.int32)
def nancumsum(x, axis=None, dtype=None): return tf.cumsum(tf.reshape(_nan_free(x, 0.0), [-1]) if axis is None else _nan_free(x, 0.0), axis=axis or 0)
def nancumprod(x, axis=None, dtype=None): return tf.math.cumprod(tf.reshape(_nan_free(x, 1.0), [-1]) if axis is None else _nan_free(x, 1.0), axis=axis or 0)
def nan_to_num(x, nan=0.0, posinf=None, neginf=None):
    x = _f(x)
    x = tf.where(tf.math.is_nan(x), tf.cast(nan, x.dtype), x)
    x = tf.where(tf.equal(x, math.inf), x.dtype.max if posinf is None else tf.cast(posinf, x.dtype), x)
    return tf.where(tf.equal(x, -math.inf), x.dtype.min if neginf is None else tf.cast(neginf, x.dtype), x)

def _sorted_along(x, axis):
    x = _f(x)
    if axis is None:
        x, axis = tf.reshape(x, [-1]), 0
    return tf.sort(x, axis=axis), axis

def quantile(x, q, axis=None, method='linear', keepdims=False):
    rank = _t(x).shape.rank
    x, at = _sorted_along(x, axis)
    n = x.shape[at]
    q = _f(q)
    place = tf.cast(q, x.dtype) * (n - 1)
    low, high = tf.floor(place), tf.math.ceil(place)
    if method == 'nearest':
        out = tf.gather(x, tf.cast(tf.round(place), tf.int32), axis=at)
    else:
        below, above = tf.gather(x, tf.cast(low, tf.int32), axis=at), tf.gather(x, tf.cast(high, tf.int32), axis=at)
        part = place - low if method == 'linear' else tf.zeros_like(place) if method == 'lower' else tf.ones_like(place) if method == 'higher' else 0.5 * tf.ones_like(place)
        if q.shape.rank:
            shape = [1] * x.shape.rank
            shape[at] = -1
            part = tf.reshape(part, shape)
        out = below + (above - below) * part
    if q.shape.rank and at != 0:
        out = tf.experimental.numpy.moveaxis(out, at, 0) if False else tf.transpose(out, [at % x.shape.rank] + [i for i in _range(x.shape.rank) if i != at % x.shape.rank])
    if keepdims:
        out = tf.reshape(out, [1] * rank) if axis is None else tf.expand_dims(out, axis)
    return out
def percentile(x, q, axis=None, method='linear', keepdims=False): return quantile(x, _f(q) / 100.0, axis, method, keepdims)
def median(x, axis=None, keepdims=False): return quantile(x, 0.5, axis, 'linear', keepdims)

def argsort(x, axis=-1): return tf.cast(tf.argsort(_t(x) if axis is not None else tf.reshape(_t(x), [-1]), axis=-1 if axis is None else axis, stable=True), tf.int32)
def searchsorted(sorted_sequence, values, side='left'): return tf.searchsorted(_t(sorted_sequence), tf.cast(_t(values), _t(sorted_sequence).dtype), side=side)
def digitize(x, bins):
    x = _t(x)
    edges = tf.cast(_t(bins), tf.float32)
    return tf.reduce_sum(tf.cast(tf.expand_dims(tf.cast(x, tf.float32), -1) >= edges, tf.int32), axis=-1)
def bincount(x, weights=None, minlength=0, sparse=False):
    x = _t(x)
    depth = tf.maximum(tf.cast(tf.reduce_max(x) + 1, tf.int32), minlength)
    hot = tf.one_hot(x, depth, dtype=tf.int32 if weights is None else tf.float32)
    if weights is not None:
        hot = hot * tf.expand_dims(tf.cast(_t(weights), tf.float32), -1)
    return tf.reduce_sum(hot, axis=-2)
def histogram(x, bins=10, range=None):
    x = _f(tf.reshape(_t(x), [-1]))
    low, high = (tf.reduce_min(x), tf.reduce_max(x)) if range is None else range
    edges = tf.linspace(tf.cast(low, x.dtype), tf.cast(high, x.dtype), bins + 1)
    inside = tf.boolean_mask(x, tf.logical_and(x >= edges[0], x <= edges[-1]))
    at = tf.minimum(tf.reduce_sum(tf.cast(tf.expand_dims(inside, -1) >= edges, tf.int32), axis=-1) - 1, bins - 1)
    return tf.reduce_sum(tf.one_hot(at, bins, dtype=tf.int32), axis=0), edges
def unique(x, sorted=True, return_index=False, return_inverse=False, return_counts=False, axis=None, size=None, fill_value=None):
    found = np.unique(_t(x).numpy(), return_index=return_index, return_inverse=return_inverse, return_counts=return_counts, axis=axis)
    return tuple(tf.constant(v) for v in found) if isinstance(found, tuple) else tf.constant(found)
def nonzero(x):
    x = _t(x)
    found = tf.where(x if x.dtype == tf.bool else tf.not_equal(x, tf.zeros_like(x)))
    return tuple(tf.cast(found[:, i], tf.int32) for i in _range(x.shape.rank))

def empty(shape, dtype=None): return tf.zeros(shape, dtype=dtype or 'float32')
def empty_like(x, dtype=None): return tf.zeros_like(_t(x), dtype=dtype)
def full(shape, fill_value, dtype=None): return tf.broadcast_to(tf.cast(fill_value, dtype or 'float32'), shape)
def full_like(x, fill_value, dtype=None): return tf.broadcast_to(tf.cast(fill_value, dtype or _t(x).dtype), tf.shape(_t(x)))
def eye(N, M=None, k=0, dtype=None):
    rows, columns = tf.expand_dims(tf.range(N), 1), tf.expand_dims(tf.range(N if M is None else M), 0)
    return tf.cast(tf.equal(columns - rows, k), dtype or 'float32')
def identity(n, dtype=None): return eye(n, dtype=dtype)
def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    start, stop = _f(start), _f(stop)
    step = (stop - start) / (_max(num - 1, 1) if endpoint else num)
    out = tf.linspace(start, stop, num, axis=axis) if endpoint else start + step * tf.range(num, dtype=start.dtype)
    out = out if dtype is None else tf.cast(out, dtype)
    return (out, step) if retstep else out
def logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0): return tf.pow(tf.cast(base, tf.float32), linspace(start, stop, num, endpoint))
def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0): return tf.exp(linspace(tf.math.log(_f(start)), tf.math.log(_f(stop)), num, endpoint))
def array(x, dtype=None): return _t(x) if dtype is None else tf.cast(_t(x), dtype)
def meshgrid(*x, indexing='xy'): return tf.meshgrid(*[_t(v) for v in x], indexing=indexing)
def tri(N, M=None, k=0, dtype=None):
    rows, columns = tf.expand_dims(tf.range(N), 1), tf.expand_dims(tf.range(N if M is None else M), 0)
    return tf.cast(columns - rows <= k, dtype or 'float32')
def tril(x, k=0):
    x = _t(x)
    return tf.where(tf.cast(tri(x.shape[-2], x.shape[-1], k), tf.bool), x, tf.zeros_like(x))
def triu(x, k=0):
    x = _t(x)
    return tf.where(tf.cast(tri(x.shape[-2], x.shape[-1], k - 1), tf.bool), tf.zeros_like(x), x)
def diagonal(x, offset=0, axis1=0, axis2=1):
    x = _t(x)
    rank = x.shape.rank
    axis1, axis2 = axis1 % rank, axis2 % rank
    x = tf.transpose(x, [i for i in _range(rank) if i not in (axis1, axis2)] + [axis1, axis2])
    n = _min(x.shape[-2] + _min(offset, 0), x.shape[-1] - _max(offset, 0))
    return tf.stack([x[..., i - _min(offset, 0), i + _max(offset, 0)] for i in _range(n)], axis=-1)
def diag(x, k=0):
    x = _t(x)
    if x.shape.rank == 2:
        return diagonal(x, k)
    n = x.shape[0] + _abs(k)
    return tf.expand_dims(tf.pad(x, [[_max(-k, 0), _max(k, 0)]]), 1) * tf.cast(eye(n, n, k), x.dtype)
def diagflat(x, k=0): return diag(tf.reshape(_t(x), [-1]), k)
def trace(x, offset=0, axis1=0, axis2=1): return tf.reduce_sum(diagonal(x, offset, axis1, axis2), axis=-1)
def vander(x, N=None, increasing=False):
    x = _t(x)
    n = x.shape[0] if N is None else N
    powers = list(_range(n)) if increasing else list(_range(n))[::-1]
    return tf.stack([tf.pow(x, tf.cast(p, x.dtype)) for p in powers], axis=1)

