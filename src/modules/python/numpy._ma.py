# numpy.ma: arrays some of whose elements do not count.
import numpy as np

nomask = np.bool_(False)
MaskType = np.bool_

class MAError(Exception):
    __module__ = 'numpy.ma'

class MaskError(MAError):
    __module__ = 'numpy.ma'

def default_fill_value(obj):
    dtype = obj if isinstance(obj, np.dtype) else np.asarray(getdata(obj)).dtype
    return {'b': True, 'c': 1e20 + 0j, 'f': 1e20, 'i': 999999, 'u': 999999, 'O': '?', 'S': b'N/A', 'U': 'N/A', 'M': None}.get(dtype.kind, '?')

def _mask_of(x):
    if x is masked:
        return True
    return x._mask if isinstance(x, MaskedArray) else nomask

def getdata(a, subok=True):
    if isinstance(a, MaskedArray):
        return a._data
    if a is masked:
        return np.array(0.0)
    if isinstance(a, (list, tuple)) and any(x is masked for x in a):
        return np.array([0 if x is masked else x for x in a])
    return np.asarray(a)

def getmask(a):
    return _mask_of(a)

def getmaskarray(arr):
    mask = _mask_of(arr)
    return np.zeros(np.shape(getdata(arr)), bool) if mask is nomask else mask

def make_mask(m, copy=False, shrink=True, dtype=bool):
    m = np.array(m, dtype=bool)
    return nomask if shrink and not m.any() else m

def make_mask_none(newshape, dtype=None):
    return np.zeros(newshape, bool)

def is_mask(m):
    return isinstance(m, np.ndarray) and m.dtype == bool

def mask_or(m1, m2, copy=False, shrink=True):
    if m1 is nomask:
        return m2
    if m2 is nomask:
        return m1
    return np.logical_or(m1, m2)

def is_masked(x):
    m = getmask(x)
    return m is not nomask and bool(np.any(m))

def isMaskedArray(x):
    return isinstance(x, MaskedArray)

isMA = isarray = isMaskedArray

class MaskedConstant:
    """The one value that stands for a masked element."""
    __module__ = 'numpy.ma.core'
    shape, ndim, size = (), 0, 1
    mask = True
    dtype = np.dtype('float64')
    def __repr__(self):
        return 'masked'
    def __str__(self):
        return '--'
    def __format__(self, spec):
        return '--'
    def __bool__(self):
        return False
    def __float__(self):
        import warnings
        warnings.warn('Warning: converting a masked element to nan.')
        return float('nan')
    def __int__(self):
        raise MaskError('Cannot convert masked element to a Python int.')
    def item(self):
        return 0.0
    def filled(self, fill_value=None):
        return np.array(1e20 if fill_value is None else fill_value)
    def __eq__(self, other):
        return self
    __hash__ = object.__hash__

def _absorbing(self, *args):
    return self

for _name in 'add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv pow rpow mod rmod'.split():
    setattr(MaskedConstant, f'__{_name}__', _absorbing)
for _name in 'neg abs ne lt le gt ge'.split():
    setattr(MaskedConstant, f'__{_name}__', _absorbing)

class _Dash:
    def __repr__(self):
        return '--'
    __str__ = __repr__

masked_print_option = _Dash()
masked = masked_singleton = MaskedConstant()

class MaskedArray:
    __module__ = 'numpy.ma'
    __array_priority__ = 15

    def __init__(self, data=None, mask=nomask, dtype=None, copy=False, subok=True, ndmin=0, fill_value=None, keep_mask=True, hard_mask=None, shrink=True, order=None):
        own = _mask_of(data)
        if isinstance(data, (list, tuple)) and any(x is masked for x in data):
            own = np.array([x is masked for x in data])
        elif isinstance(data, (list, tuple)) and any(isinstance(x, MaskedArray) for x in data):
            own = np.array([getmaskarray(x) for x in data])
            data = [getdata(x) for x in data]
        self._data = np.array(getdata(data), dtype=dtype, copy=copy or None, ndmin=ndmin) if np.__version__[0] == '2' else np.array(getdata(data), dtype=dtype, copy=copy, ndmin=ndmin)
        if mask is not nomask and mask is not False:
            if mask is True:
                m = np.ones(self._data.shape, bool)
            else:
                m = np.array(getdata(mask), dtype=bool)
                if m.shape != self._data.shape:
                    if m.size == 1:
                        m = np.resize(m, self._data.shape)
                    elif m.size == self._data.size:
                        m = np.reshape(m, self._data.shape)
                    else:
                        raise MaskError(f'Mask and data not compatible: data size is {self._data.size}, mask size is {m.size}.')
            own = mask_or(own, m) if keep_mask and own is not nomask else m
        elif mask is False and not shrink:
            own = np.zeros(self._data.shape, bool)
        elif mask is False:
            own = np.zeros(self._data.shape, bool)
        self._mask = own if own is nomask or np.shape(own) == self._data.shape else np.broadcast_to(own, self._data.shape).copy()
        self._fill_value = None if fill_value is None else np.array(fill_value).astype(self._data.dtype)
        self._hardmask = bool(hard_mask)

    def _like(self, data, mask):
        if np.ndim(data) == 0 and not isinstance(data, np.ndarray):
            return masked if mask is not nomask and bool(mask) else data
        out = MaskedArray(data, mask)
        if mask is not nomask and out._mask is nomask:
            out._mask = np.zeros(out._data.shape, bool)
        out._fill_value = self._fill_value if self._fill_value is None or self._fill_value.dtype == out._data.dtype else None
        return out

    data = property(lambda self: self._data)
    dtype = property(lambda self: self._data.dtype)
    ndim = property(lambda self: self._data.ndim)
    size = property(lambda self: self._data.size)
    itemsize = property(lambda self: self._data.itemsize)
    nbytes = property(lambda self: self._data.nbytes)
    baseclass = property(lambda self: np.ndarray)
    hardmask = property(lambda self: self._hardmask)
    T = property(lambda self: self.transpose())
    real = property(lambda self: self._like(self._data.real, self._mask))
    imag = property(lambda self: self._like(self._data.imag, self._mask))
    flat = property(lambda self: iter(self.ravel()))

    @property
    def shape(self):
        return self._data.shape
    @shape.setter
    def shape(self, shape):
        self._data = self._data.reshape(shape)
        if self._mask is not nomask:
            self._mask = self._mask.reshape(shape)

    @property
    def mask(self):
        return self._mask
    @mask.setter
    def mask(self, value):
        if value is nomask or value is False:
            self._mask = nomask if self._mask is nomask else np.zeros(self._data.shape, bool)
        else:
            self._mask = np.broadcast_to(np.array(value, dtype=bool), self._data.shape).copy()

    recordmask = mask

    @property
    def fill_value(self):
        if self._fill_value is None:
            self._fill_value = np.array(default_fill_value(self._data.dtype)).astype(self._data.dtype)
        return self._fill_value[()]
    @fill_value.setter
    def fill_value(self, value):
        self._fill_value = np.array(value).astype(self._data.dtype)

    def set_fill_value(self, value=None):
        self.fill_value = value
    def get_fill_value(self):
        return self.fill_value

    def filled(self, fill_value=None):
        if self._mask is nomask:
            return self._data
        out = self._data.copy()
        out[self._mask] = self.fill_value if fill_value is None else fill_value
        return out

    def compressed(self):
        flat = self._data.ravel()
        return flat if self._mask is nomask else flat[~self._mask.ravel()]

    def harden_mask(self):
        self._hardmask = True
        return self
    def soften_mask(self):
        self._hardmask = False
        return self
    def unshare_mask(self):
        return self
    def shrink_mask(self):
        if self._mask is not nomask and not self._mask.any():
            self._mask = nomask
        return self

    def __array__(self, dtype=None, copy=None):
        return self._data if dtype is None else self._data.astype(dtype)
    def __len__(self):
        return len(self._data)
    def __iter__(self):
        for i in range(len(self._data)):
            yield self[i]
    def __contains__(self, x):
        return bool((self._data == x).any())
    def __bool__(self):
        return bool(self.filled(False) if self._data.dtype == bool else self._data)
    def __float__(self):
        if self.size > 1:
            raise TypeError('Only length-1 arrays can be converted to Python scalars')
        return float(self._data.ravel()[0]) if self._mask is nomask or not self._mask.any() else float('nan')
    def __int__(self):
        if self.size > 1:
            raise TypeError('Only length-1 arrays can be converted to Python scalars')
        if self._mask is not nomask and self._mask.any():
            raise MaskError('Cannot convert masked element to a Python int.')
        return int(self._data.ravel()[0])

    def __getitem__(self, key):
        key = getdata(key) if isinstance(key, MaskedArray) else key
        data = self._data[key]
        mask = nomask if self._mask is nomask else self._mask[key]
        return self._like(data, mask)

    def __setitem__(self, key, value):
        if self is masked:
            raise MaskError('Cannot alter the masked element.')
        key = getdata(key) if isinstance(key, MaskedArray) else key
        if value is masked:
            if self._mask is nomask:
                self._mask = np.zeros(self._data.shape, bool)
            self._mask[key] = True
            return
        mask = _mask_of(value)
        if self._hardmask and self._mask is not nomask:
            place = self._data[key]
            self._data[key] = np.where(self._mask[key], place, getdata(value))
            return
        self._data[key] = getdata(value)
        if mask is not nomask:
            if self._mask is nomask:
                self._mask = np.zeros(self._data.shape, bool)
            self._mask[key] = mask
        elif self._mask is not nomask:
            self._mask[key] = False

    def _shown(self):
        if self._mask is nomask:
            return self._data
        out = self._data.astype(object)
        if out.ndim == 0:
            return masked_print_option if self._mask else out
        out[self._mask] = masked_print_option
        return out

    def __str__(self):
        return str(self._shown())
    def __format__(self, spec):
        return format(str(self), spec)

    def __repr__(self):
        prefix = 'masked_array('
        keys = ['data', 'mask', 'fill_value']
        implied = self.dtype in (np.dtype('int64'), np.dtype('float64'), np.dtype('bool'), np.dtype('complex128'))
        if not implied or self.size == 0 or self._mask is not nomask and self._mask.all():
            keys.append('dtype')
        if all(d == 1 for d in self.shape[:-1]):
            indents = {keys[0]: prefix}
            for k in keys[1:]:
                indents[k] = ' ' * max(2, len(prefix + keys[0]) - len(k))
            prefix = ''
        else:
            indents = dict.fromkeys(keys, '  ')
            prefix += '\n'
        fill = self.fill_value
        shown = {'data': np.array2string(self._shown(), separator=', ', prefix=indents['data'] + 'data=', suffix=',') if self.ndim else str(self._shown()),
                 'mask': np.array2string(np.asarray(self._mask), separator=', ', prefix=indents['mask'] + 'mask=', suffix=','),
                 'fill_value': repr(fill.item()) if self.dtype.kind in 'SU' else str(fill), 'dtype': str(self.dtype) if self.dtype.kind not in 'SU' else repr(self.dtype.str)}
        return prefix + ',\n'.join(f'{indents[k]}{k}={shown[k]}' for k in keys) + ')'

    def tolist(self, fill_value=None):
        if self._mask is nomask:
            return self._data.tolist()
        if fill_value is not None:
            return self.filled(fill_value).tolist()
        def walk(data, mask):
            return [walk(d, m) for d, m in zip(data, mask)] if isinstance(data, list) else None if mask else data
        return walk(self._data.tolist(), self._mask.tolist())

    def copy(self, order='C'):
        out = MaskedArray(self._data.copy(), nomask if self._mask is nomask else self._mask.copy())
        if self._mask is not nomask:
            out._mask = self._mask.copy()
        out._fill_value = self._fill_value
        return out

    def astype(self, dtype, *args, **kwargs):
        return self._like(self._data.astype(dtype), self._mask)
    def view(self, *args):
        return self
    def _moved(self, f):
        return self._like(f(self._data), nomask if self._mask is nomask else f(self._mask))
    def reshape(self, *shape, **kwargs):
        return self._moved(lambda x: x.reshape(*shape))
    def ravel(self, order='C'):
        return self._moved(lambda x: x.ravel())
    flatten = ravel
    def transpose(self, *axes):
        return self._moved(lambda x: x.transpose(*axes))
    def swapaxes(self, a, b):
        return self._moved(lambda x: x.swapaxes(a, b))
    def squeeze(self, axis=None):
        return self._moved(lambda x: x.squeeze(axis))
    def repeat(self, repeats, axis=None):
        return self._moved(lambda x: x.repeat(repeats, axis))
    def take(self, indices, axis=None, out=None, mode='raise'):
        return self._moved(lambda x: x.take(indices, axis))
    def diagonal(self, *args):
        return self._moved(lambda x: x.diagonal(*args))
    def compress(self, condition, axis=None, out=None):
        return self._moved(lambda x: x.compress(condition, axis))

    def count(self, axis=None, keepdims=False):
        if self._mask is nomask:
            return self.size if axis is None else np.sum(np.ones(self.shape, int), axis=axis, keepdims=keepdims)
        n = (~self._mask).sum(axis=axis, keepdims=keepdims)
        return int(n) if axis is None and np.__version__[0] == '1' else n

    def _reduced(self, f, fill, axis, keepdims=False, **kwargs):
        if self._mask is nomask:
            return f(self._data, axis=axis, keepdims=keepdims, **kwargs) if keepdims else f(self._data, axis=axis, **kwargs)
        data = self._data.copy() if fill is None else np.where(self._mask, np.array(fill).astype(self._data.dtype), self._data)
        out = f(data, axis=axis, keepdims=keepdims, **kwargs) if keepdims else f(data, axis=axis, **kwargs)
        mask = self._mask.all(axis=axis, keepdims=keepdims) if keepdims else self._mask.all(axis=axis)
        if np.ndim(out) == 0:
            return masked if mask else out
        return self._like(out, mask)

    def sum(self, axis=None, dtype=None, out=None, keepdims=False):
        return self._reduced(np.sum, 0, axis, keepdims, dtype=dtype)
    def prod(self, axis=None, dtype=None, out=None, keepdims=False):
        return self._reduced(np.prod, 1, axis, keepdims, dtype=dtype)
    product = prod
    def _limit(self, least):
        if self.dtype.kind == 'f':
            return -np.inf if least else np.inf
        if self.dtype.kind == 'b':
            return not least
        info = np.iinfo(self.dtype)
        return info.min if least else info.max
    def max(self, axis=None, out=None, fill_value=None, keepdims=False):
        return self._reduced(np.max, self._limit(True), axis, keepdims)
    def min(self, axis=None, out=None, fill_value=None, keepdims=False):
        return self._reduced(np.min, self._limit(False), axis, keepdims)
    def ptp(self, axis=None, out=None, fill_value=None, keepdims=False):
        return self.max(axis) - self.min(axis)
    def any(self, axis=None, out=None, keepdims=False):
        return self._reduced(np.any, False, axis, keepdims)
    def all(self, axis=None, out=None, keepdims=False):
        return self._reduced(np.all, True, axis, keepdims)
    def mean(self, axis=None, dtype=None, out=None, keepdims=False):
        if self._mask is nomask:
            return self._data.mean(axis=axis, keepdims=keepdims)
        total, n = self.sum(axis, dtype, keepdims=keepdims), self.count(axis, keepdims)
        if total is masked:
            return masked
        return total * 1.0 / n
    def anom(self, axis=None, dtype=None):
        m = self.mean(axis, dtype)
        return self - (m if axis is None else np.expand_dims(getdata(m), axis))
    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
        if self._mask is nomask:
            return self._data.var(axis=axis, ddof=ddof, keepdims=keepdims)
        n = self.count(axis, keepdims) - ddof
        squares = (self - self.mean(axis, keepdims=True)) ** 2
        total = squares.sum(axis, keepdims=keepdims)
        return masked if total is masked else total / n
    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
        v = self.var(axis, dtype, out, ddof, keepdims)
        return v if v is masked else sqrt(v) if isinstance(v, MaskedArray) else np.sqrt(v)
    def argmax(self, axis=None, fill_value=None, out=None):
        return np.argmax(self._data if self._mask is nomask else np.where(self._mask, self._limit(True), self._data), axis=axis)
    def argmin(self, axis=None, fill_value=None, out=None):
        return np.argmin(self._data if self._mask is nomask else np.where(self._mask, self._limit(False), self._data), axis=axis)
    def argsort(self, axis=-1, kind=None, order=None, endwith=True, fill_value=None):
        return np.argsort(self._data if self._mask is nomask else np.where(self._mask, self._limit(False), self._data), axis=axis, kind='stable')
    def sort(self, axis=-1, kind=None, order=None, endwith=True, fill_value=None):
        places = self.argsort(axis)
        self._data[...] = np.take_along_axis(self._data, places, axis)
        if self._mask is not nomask:
            self._mask[...] = np.take_along_axis(self._mask, places, axis)
    def cumsum(self, axis=None, dtype=None, out=None):
        return self._like(np.cumsum(self.filled(0), axis=axis, dtype=dtype), self._mask if axis is not None or self.ndim == 1 or self._mask is nomask else self._mask.ravel())
    def cumprod(self, axis=None, dtype=None, out=None):
        return self._like(np.cumprod(self.filled(1), axis=axis, dtype=dtype), self._mask if axis is not None or self.ndim == 1 or self._mask is nomask else self._mask.ravel())
    def round(self, decimals=0, out=None):
        return self._like(np.round(self._data, decimals), self._mask)
    def clip(self, min=None, max=None, **kwargs):
        return self._like(np.clip(self._data, min, max), self._mask)
    def nonzero(self):
        return np.nonzero(self.filled(0))
    def dot(self, b, out=None, strict=False):
        return dot(self, b)
    def trace(self, *args):
        return self.diagonal().sum()
    def item(self, *args):
        return self._data.item(*args)
    def put(self, indices, values, mode='raise'):
        self._data.put(indices, getdata(values))
    def ids(self):
        return (id(self._data), id(self._mask))
    def iscontiguous(self):
        return True
    def __neg__(self):
        return self._like(-self._data, self._mask)
    def __abs__(self):
        return self._like(np.abs(self._data), self._mask)
    def __invert__(self):
        return self._like(~self._data, self._mask)
    __hash__ = None

def _combined(a, b):
    m = mask_or(_mask_of(a), _mask_of(b))
    return m

def _binary(f, domain=None, keep=True):
    def run(a, b, *args, **kwargs):
        if a is masked or b is masked:
            return masked
        x, y = getdata(a), getdata(b)
        with np.errstate(all='ignore'):
            out = f(x if isinstance(a, MaskedArray) else a, y if isinstance(b, MaskedArray) else b, *args)
        ma, mb = _mask_of(a), _mask_of(b)
        mask = nomask
        if ma is not nomask or mb is not nomask:
            mask = np.logical_or(np.broadcast_to(ma, np.shape(out)), np.broadcast_to(mb, np.shape(out)))
        if domain is not None:
            outside = np.broadcast_to(domain(x, y), np.shape(out)) | ~np.isfinite(out)
            if outside.any() or mask is not nomask:
                mask = outside if mask is nomask else mask | outside
        if np.ndim(out) == 0:
            return masked if mask is not nomask and bool(mask) else out
        if mask is not nomask and keep:
            out = np.where(mask, x if np.shape(x) == np.shape(out) else np.broadcast_to(x, np.shape(out)), out).astype(out.dtype)
        owner = a if isinstance(a, MaskedArray) else b
        return owner._like(out, mask) if isinstance(owner, MaskedArray) else MaskedArray(out, mask)
    return run

def _unary(f, domain=None):
    def run(a, *args, **kwargs):
        if a is masked:
            return masked
        x = getdata(a)
        with np.errstate(all='ignore'):
            out = f(x)
        mask = _mask_of(a)
        if domain is not None:
            outside = ~np.isfinite(out) | domain(x)
            mask = outside if mask is nomask else mask | outside
        if np.ndim(out) == 0:
            return masked if mask is not nomask and bool(mask) else out
        if mask is not nomask:
            out = np.where(mask, x, out).astype(out.dtype)
        return a._like(out, mask) if isinstance(a, MaskedArray) else MaskedArray(out, mask)
    return run
