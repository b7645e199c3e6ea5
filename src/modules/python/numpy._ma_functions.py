# The functions of numpy.ma.
import numpy as np
from numpy._ma import *
from numpy._ma import _binary, _unary, _mask_of

_zero = lambda x, y: np.equal(y, 0)
add, subtract, multiply = _binary(np.add), _binary(np.subtract), _binary(np.multiply)
divide = true_divide = _binary(np.true_divide, _zero)
floor_divide, remainder = _binary(np.floor_divide, _zero), _binary(np.remainder, _zero)
mod, fmod = remainder, _binary(np.fmod, _zero)
power = _binary(np.power)
arctan2, hypot = _binary(np.arctan2), _binary(np.hypot)
equal, not_equal, less, less_equal, greater, greater_equal = [_binary(f, keep=False) for f in (np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal)]
logical_and, logical_or, logical_xor = [_binary(f, keep=False) for f in (np.logical_and, np.logical_or, np.logical_xor)]
bitwise_and, bitwise_or, bitwise_xor, left_shift, right_shift = [_binary(f) for f in (np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.left_shift, np.right_shift)]
exp, sin, cos, arctan, sinh, cosh, tanh, arcsinh, absolute, fabs, negative, floor, ceil, logical_not, conjugate, around, angle = [
    _unary(f) for f in (np.exp, np.sin, np.cos, np.arctan, np.sinh, np.cosh, np.tanh, np.arcsinh, np.absolute, np.fabs, np.negative, np.floor, np.ceil, np.logical_not, np.conjugate, np.round, np.angle)]
abs = absolute
sqrt = _unary(np.sqrt, lambda x: x < 0)
log, log2, log10 = [_unary(f, lambda x: x <= 0) for f in (np.log, np.log2, np.log10)]
tan, arcsin, arccos = _unary(np.tan, lambda x: np.zeros(np.shape(x), bool)), _unary(np.arcsin, lambda x: np.absolute(x) > 1), _unary(np.arccos, lambda x: np.absolute(x) > 1)
arccosh, arctanh = _unary(np.arccosh, lambda x: x < 1), _unary(np.arctanh, lambda x: np.absolute(x) >= 1)

def _operator(f, reflected=False):
    return (lambda self, other: f(other, self)) if reflected else (lambda self, other: f(self, other))

for _name, _f in dict(add=add, sub=subtract, mul=multiply, truediv=true_divide, floordiv=floor_divide, mod=mod, pow=power, xor=bitwise_xor).items():
    setattr(MaskedArray, f'__{_name}__', _operator(_f))
    setattr(MaskedArray, f'__r{_name}__', _operator(_f, True))
for _name, _f in {'and': bitwise_and, 'or': bitwise_or}.items():
    setattr(MaskedArray, f'__{_name}__', _operator(_f))
    setattr(MaskedArray, f'__r{_name}__', _operator(_f, True))
for _name, _f in dict(eq=equal, ne=not_equal, lt=less, le=less_equal, gt=greater, ge=greater_equal).items():
    setattr(MaskedArray, f'__{_name}__', _operator(_f))

def _in_place(f):
    def run(self, other):
        out = f(self, other)
        self._data[...] = out._data
        self._mask = out._mask
        return self
    return run

for _name, _f in dict(add=add, sub=subtract, mul=multiply, truediv=true_divide, floordiv=floor_divide, pow=power).items():
    setattr(MaskedArray, f'__i{_name}__', _in_place(_f))
MaskedArray.__matmul__ = lambda self, other: dot(self, other)

def array(data, dtype=None, copy=False, order=None, mask=nomask, fill_value=None, keep_mask=True, hard_mask=False, shrink=True, subok=True, ndmin=0):
    return MaskedArray(data, mask=mask, dtype=dtype, copy=copy, keep_mask=keep_mask, hard_mask=hard_mask, fill_value=fill_value, ndmin=ndmin, shrink=shrink)

masked_array = MaskedArray

def asarray(a, dtype=None, order=None):
    return a if isinstance(a, MaskedArray) and dtype is None else MaskedArray(a, dtype=dtype)

asanyarray = asarray

def masked_where(condition, a, copy=True):
    cond = make_mask(getdata(condition), shrink=False)
    a = array(a, copy=copy) if not isinstance(a, MaskedArray) else a.copy() if copy else a
    if np.shape(cond) and np.shape(cond) != np.shape(a._data):
        raise IndexError('Inconsistent shape between the condition and the input (got %s and %s)' % (np.shape(cond), np.shape(a._data)))
    a._mask = np.broadcast_to(cond, a.shape).copy() if a._mask is nomask else a._mask | cond
    return a

def masked_equal(x, value, copy=True):
    out = masked_where(np.equal(getdata(x), value), x, copy=copy)
    out.fill_value = value
    return out

def masked_not_equal(x, value, copy=True):
    return masked_where(np.not_equal(getdata(x), value), x, copy=copy)

def masked_greater(x, value, copy=True):
    return masked_where(np.greater(getdata(x), value), x, copy=copy)

def masked_greater_equal(x, value, copy=True):
    return masked_where(np.greater_equal(getdata(x), value), x, copy=copy)

def masked_less(x, value, copy=True):
    return masked_where(np.less(getdata(x), value), x, copy=copy)

def masked_less_equal(x, value, copy=True):
    return masked_where(np.less_equal(getdata(x), value), x, copy=copy)

def masked_inside(x, v1, v2, copy=True):
    low, high = (v1, v2) if v1 < v2 else (v2, v1)
    d = getdata(x)
    return masked_where((d >= low) & (d <= high), x, copy=copy)

def masked_outside(x, v1, v2, copy=True):
    low, high = (v1, v2) if v1 < v2 else (v2, v1)
    d = getdata(x)
    return masked_where((d < low) | (d > high), x, copy=copy)

def masked_values(x, value, rtol=1e-05, atol=1e-08, copy=True, shrink=True):
    d = getdata(x)
    mask = np.isclose(d, value, atol=atol, rtol=rtol) if d.dtype.kind == 'f' else np.equal(d, value)
    out = MaskedArray(d, mask=mask, copy=copy, fill_value=value)
    if shrink:
        out.shrink_mask()
    return out

def masked_object(x, value, copy=True, shrink=True):
    return masked_equal(x, value, copy)

def masked_invalid(a, copy=True):
    d = getdata(a)
    out = masked_where(~np.isfinite(d), a, copy=copy)
    return out

def fix_invalid(a, mask=nomask, copy=True, fill_value=None):
    a = MaskedArray(a, mask=mask, copy=copy)
    bad = ~np.isfinite(a._data)
    if bad.any():
        a._mask = bad if a._mask is nomask else a._mask | bad
        a._data[bad] = a.fill_value if fill_value is None else fill_value
    return a

def masked_all(shape, dtype=float):
    return MaskedArray(np.empty(shape, dtype), mask=np.ones(shape, bool))

def masked_all_like(arr):
    return MaskedArray(np.empty_like(getdata(arr)), mask=np.ones(np.shape(arr), bool))

def filled(a, fill_value=None):
    return a.filled(fill_value) if hasattr(a, 'filled') else np.array(a)

def compressed(x):
    return asarray(x).compressed()

def set_fill_value(a, fill_value):
    if isinstance(a, MaskedArray):
        a.set_fill_value(fill_value)

def common_fill_value(a, b):
    return a.fill_value if a.fill_value == b.fill_value else None

def minimum_fill_value(obj):
    return asarray(obj)._limit(False)

def maximum_fill_value(obj):
    return asarray(obj)._limit(True)

def _method(name):
    def run(a, *args, **kwargs):
        return getattr(asarray(a), name)(*args, **kwargs)
    run.__name__ = name
    return run

sum, prod, mean, var, std, max, min, any, all, count, argmax, argmin, argsort, cumsum, cumprod, ptp, ravel, transpose, squeeze, repeat, copy, diagonal, nonzero, trace, clip, round, take, swapaxes, anom, reshape, harden_mask, soften_mask, ids, compress, put = [
    _method(n) for n in 'sum prod mean var std max min any all count argmax argmin argsort cumsum cumprod ptp ravel transpose squeeze repeat copy diagonal nonzero trace clip round take swapaxes anom reshape harden_mask soften_mask ids compress put'.split()]
amax, amin, product, alltrue, sometrue, anomalies, round_ = max, min, prod, all, any, anom, round

def sort(a, axis=-1, kind=None, order=None, endwith=True, fill_value=None, stable=None):
    a = asarray(a).copy()
    a.sort(axis)
    return a

def _extreme(f):
    pair = _binary(f)
    def run(a, b=None, *args, **kwargs):
        return pair(a, b)
    return run

maximum, minimum = _extreme(np.maximum), _extreme(np.minimum)

def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = asarray(a)
    if a._mask is nomask:
        return np.median(a._data, axis=axis, keepdims=keepdims)
    if axis is None:
        kept = a.compressed()
        return np.median(kept) if kept.size else masked
    rows = np.moveaxis(np.where(a._mask, np.nan, a._data.astype(float)), axis, -1)
    out = np.nanmedian(rows, axis=-1)
    return MaskedArray(out, mask=np.isnan(out))

def average(a, axis=None, weights=None, returned=False, keepdims=False):
    a = asarray(a)
    if weights is None:
        avg = a.mean(axis)
        scale = a.count(axis)
    else:
        w = asarray(weights)
        if w.shape != a.shape:
            w = MaskedArray(np.broadcast_to(np.moveaxis(getdata(w).reshape((1,) * (a.ndim - 1) + (-1,)), -1, axis), a.shape).copy())
        if a._mask is not nomask:
            w = MaskedArray(np.where(a._mask, 0, w._data))
        scale = w.sum(axis)
        avg = (a * w).sum(axis) / scale
    return (avg, scale) if returned else avg

def dot(a, b, strict=False, out=None):
    d = np.dot(filled(a, 0), filled(b, 0))
    m = ~np.dot(~getmaskarray(a), ~getmaskarray(b))
    if np.ndim(d) == 0:
        return masked if m else d
    return MaskedArray(d, mask=m)

def inner(a, b):
    return MaskedArray(np.inner(filled(a, 0), filled(b, 0)))

innerproduct = inner

def outer(a, b):
    m = nomask
    if _mask_of(a) is not nomask or _mask_of(b) is not nomask:
        m = 1 - np.outer(1 - getmaskarray(a).astype(int), 1 - getmaskarray(b).astype(int))
    return MaskedArray(np.outer(filled(a, 0), filled(b, 0)), mask=m)

outerproduct = outer

def where(condition, x=None, y=None):
    cond = filled(condition, False)
    if x is None:
        return np.nonzero(cond)
    data = np.where(cond, getdata(x), getdata(y))
    mask = np.where(cond, getmaskarray(x) if x is not masked else True, getmaskarray(y) if y is not masked else True)
    if np.shape(getmaskarray(condition)):
        mask = mask | getmaskarray(condition)
    return MaskedArray(data, mask=mask if mask.any() else nomask)

def choose(indices, choices, out=None, mode='raise'):
    return MaskedArray(np.choose(filled(indices, 0), [getdata(c) for c in choices]), mask=np.choose(filled(indices, 0), [getmaskarray(c) for c in choices]) | getmaskarray(indices))

def _several(f):
    def run(arrays, *args, **kwargs):
        data = f([getdata(a) for a in arrays], *args, **kwargs)
        masks = [getmaskarray(a) for a in arrays]
        mask = f(masks, *args, **kwargs)
        return MaskedArray(data, mask=mask if mask.any() or any_masked(arrays) else nomask)
    return run

def any_masked(arrays):
    return builtins_any(_mask_of(a) is not nomask for a in arrays)

import builtins
builtins_any = builtins.any
concatenate, vstack, hstack, stack, column_stack, dstack = _several(np.concatenate), _several(np.vstack), _several(np.hstack), _several(np.stack), _several(np.column_stack), _several(np.dstack)
row_stack = vstack

def append(a, b, axis=None):
    if axis is None:
        a, b, axis = asarray(a).ravel(), asarray(b).ravel(), 0
    return concatenate([a, b], axis)

def expand_dims(a, axis):
    return asarray(a)._moved(lambda x: np.expand_dims(x, axis))

def _maker(f):
    return lambda *args, **kwargs: MaskedArray(f(*args, **kwargs))

zeros, ones, empty, arange, identity, zeros_like, ones_like, empty_like, indices, fromfunction, frombuffer, atleast_1d, atleast_2d, atleast_3d, diag, vander, correlate, convolve, ediff1d = [
    _maker(getattr(np, n)) for n in 'zeros ones empty arange identity zeros_like ones_like empty_like indices fromfunction frombuffer atleast_1d atleast_2d atleast_3d diag vander correlate convolve ediff1d'.split()]

def diff(a, n=1, axis=-1, prepend=None, append=None):
    for _ in range(n):
        a = asarray(a)
        key = [slice(None)] * a.ndim
        first, last = list(key), list(key)
        first[axis], last[axis] = slice(1, None), slice(None, -1)
        a = a[tuple(first)] - a[tuple(last)]
    return a

def shape(a):
    return np.shape(getdata(a))

def size(a, axis=None):
    return np.size(getdata(a), axis)

def ndim(a):
    return np.ndim(getdata(a))

def resize(x, new_shape):
    return MaskedArray(np.resize(getdata(x), new_shape), mask=np.resize(getmaskarray(x), new_shape))

def allequal(a, b, fill_value=True):
    m = mask_or(getmask(a), getmask(b))
    d = np.equal(getdata(a), getdata(b))
    return bool(np.all(d if m is nomask else d | m if fill_value else d & ~m))

def allclose(a, b, masked_equal=True, rtol=1e-05, atol=1e-08):
    close = np.isclose(getdata(a), getdata(b), rtol=rtol, atol=atol)
    m = mask_or(getmask(a), getmask(b))
    return bool(np.all(close if m is nomask else close | m if masked_equal else close & ~m))

def unique(ar1, return_index=False, return_inverse=False):
    a = asarray(ar1)
    values = np.unique(a.compressed())
    if a._mask is nomask or not a._mask.any():
        return MaskedArray(values)
    return MaskedArray(np.append(values, a._data.ravel()[a._mask.ravel()][0]), mask=[False] * len(values) + [True])

def isin(element, test_elements, assume_unique=False, invert=False):
    return MaskedArray(np.isin(getdata(element), getdata(test_elements), invert=invert), mask=getmask(element))

in1d = isin

def cov(x, y=None, rowvar=True, bias=False, allow_masked=True, ddof=None):
    return MaskedArray(np.cov(compressed_rows(x), rowvar=rowvar, bias=bias, ddof=ddof))

def compressed_rows(x):
    x = asarray(x)
    return x._data if x._mask is nomask else x._data[:, ~x._mask.any(axis=0)] if x.ndim > 1 else x.compressed()

def corrcoef(x, y=None, rowvar=True, *args, **kwargs):
    return MaskedArray(np.corrcoef(compressed_rows(x), rowvar=rowvar))

def polyfit(x, y, deg, *args, **kwargs):
    m = ~(getmaskarray(x) | getmaskarray(y))
    return np.polyfit(getdata(x)[m], getdata(y)[m], deg)

def compress_rows(a):
    a = asarray(a)
    return a._data if a._mask is nomask else a._data[~a._mask.any(axis=1)]

def compress_cols(a):
    a = asarray(a)
    return a._data if a._mask is nomask else a._data[:, ~a._mask.any(axis=0)]

def compress_rowcols(x, axis=None):
    return compress_rows(x) if axis == 0 else compress_cols(x) if axis in (1, -1) else asarray(x)._data[~getmaskarray(x).any(axis=1)][:, ~getmaskarray(x).any(axis=0)]

def mask_rows(a, axis=None):
    a = asarray(a).copy()
    a.mask = getmaskarray(a) | getmaskarray(a).any(axis=1)[:, None]
    return a

def mask_cols(a, axis=None):
    a = asarray(a).copy()
    a.mask = getmaskarray(a) | getmaskarray(a).any(axis=0)[None, :]
    return a

def mask_rowcols(a, axis=None):
    return mask_rows(a) if axis == 0 else mask_cols(a) if axis in (1, -1) else mask_cols(mask_rows(a))

def flatnotmasked_edges(a):
    places = np.flatnonzero(~getmaskarray(a).ravel())
    return places[[0, -1]] if places.size else None

def _runs(mask, wanted):
    out, start = [], None
    for i, m in enumerate(list(mask) + [not wanted]):
        if bool(m) == wanted and start is None:
            start = i
        elif bool(m) != wanted and start is not None:
            out.append(slice(start, i, None))
            start = None
    return out

def clump_masked(a):
    return _runs(getmaskarray(a).ravel().tolist(), True)

def clump_unmasked(a):
    return _runs(getmaskarray(a).ravel().tolist(), False)

flatnotmasked_contiguous = clump_unmasked

def notmasked_edges(a, axis=None):
    return flatnotmasked_edges(a)

def notmasked_contiguous(a, axis=None):
    return clump_unmasked(a)

def count_masked(arr, axis=None):
    return getmaskarray(arr).sum(axis)

def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    return MaskedArray(np.apply_along_axis(lambda x: getdata(func1d(x, *args, **kwargs)), axis, getdata(arr)))

def ndenumerate(a, compressed=True):
    m = getmaskarray(a)
    for place, value in np.ndenumerate(getdata(a)):
        if not m[place]:
            yield place, value
        elif not compressed:
            yield place, masked
