# What numpy.linalg, numpy.fft, numpy.testing, numpy.char and numpy.strings have besides the functions in C++.
import numpy as np

# ---- numpy.linalg ----

def svdvals(x, /):
    return np.linalg.svd(x, compute_uv=False)

def matrix_norm(x, /, *, keepdims=False, ord='fro'):
    return np.linalg.norm(np.asanyarray(x), axis=(-2, -1), keepdims=keepdims, ord=ord)

def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    x = np.asanyarray(x)
    if axis is None:
        out = np.linalg.norm(x.ravel(), ord=ord)
        return np.reshape(out, (1,) * x.ndim) if keepdims else out
    return np.linalg.norm(x, axis=axis, keepdims=keepdims, ord=ord)

def tensorinv(a, ind=2):
    a = np.asarray(a)
    old = a.shape
    if ind <= 0:
        raise ValueError('Invalid ind argument.')
    prod = 1
    for k in old[ind:]:
        prod *= k
    return np.linalg.inv(a.reshape(prod, -1)).reshape(*(old[ind:] + old[:ind]))

def tensorsolve(a, b, axes=None):
    a, b = np.asarray(a), np.asarray(b)
    if axes is not None:
        order = [k for k in range(a.ndim) if k not in axes] + list(axes)
        a = a.transpose(order)
    shape = a.shape[-(a.ndim - b.ndim):]
    size = 1
    for k in shape:
        size *= k
    if a.size != size ** 2:
        raise np.linalg.LinAlgError('Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])')
    return np.linalg.solve(a.reshape(size, size), b.ravel()).reshape(shape)

# ---- numpy.fft ----

def _many(f):
    def run(a, s=None, axes=None, norm=None, out=None):
        a = np.asarray(a)
        if axes is None:
            axes = range(a.ndim) if s is None else range(-len(s), 0)
        axes = list(axes)
        s = [a.shape[x] for x in axes] if s is None else list(s)
        for n, axis in reversed(list(zip(s, axes))):
            a = f(a, n=n, axis=axis, norm=norm)
        return a
    return run

def _fft(name):
    return lambda a, n=None, axis=-1, norm=None: getattr(np.fft, name)(a, n=n, axis=axis, norm=norm)

fftn, ifftn = _many(_fft('fft')), _many(_fft('ifft'))

def rfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    axes = list(range(a.ndim) if axes is None and s is None else range(-len(s), 0) if axes is None else axes)
    s = [a.shape[x] for x in axes] if s is None else list(s)
    a = np.fft.rfft(a, n=s[-1], axis=axes[-1], norm=norm)
    return fftn(a, s[:-1], axes[:-1], norm) if axes[:-1] else a

def irfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    axes = list(range(a.ndim) if axes is None and s is None else range(-len(s), 0) if axes is None else axes)
    if s is None:
        s = [a.shape[x] for x in axes]
        s[-1] = (s[-1] - 1) * 2
    a = ifftn(a, s[:-1], axes[:-1], norm) if axes[:-1] else a
    return np.fft.irfft(a, n=s[-1], axis=axes[-1], norm=norm)

def rfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return rfftn(a, s, axes, norm)

def irfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return irfftn(a, s, axes, norm)

def hfft(a, n=None, axis=-1, norm=None, out=None):
    n = (np.shape(a)[axis] - 1) * 2 if n is None else n
    return np.fft.irfft(np.conj(a), n=n, axis=axis) * n

def ihfft(a, n=None, axis=-1, norm=None, out=None):
    n = np.shape(a)[axis] if n is None else n
    return np.conj(np.fft.rfft(a, n=n, axis=axis)) / n

# ---- numpy.testing ----

class SkipTest(Exception):
    pass

class KnownFailureException(Exception):
    pass

verbose = 0

def assert_(val, msg=''):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)

def assert_array_less(x, y, err_msg='', verbose=True, *, strict=False):
    x, y = np.asarray(x), np.asarray(y)
    wrong = ~(x < y)
    if wrong.any():
        n, total = int(wrong.sum()), wrong.size
        raise AssertionError(f'\nArrays are not strictly ordered `x < y`\n{err_msg}\nMismatched elements: {n} / {total} ({100 * n / total:.3g}%)\n x: {x!r}\n y: {y!r}')

def assert_approx_equal(actual, desired, significant=7, err_msg='', verbose=True):
    scale = 10 ** np.floor(np.log10(0.5 * (abs(desired) + abs(actual)))) if desired or actual else 1
    if abs(desired / scale - actual / scale) >= 10.0 ** (-(significant - 1)):
        raise AssertionError(f'\nItems are not equal to {significant} significant digits:\n{err_msg}\n ACTUAL: {actual!r}\n DESIRED: {desired!r}')

def assert_string_equal(actual, desired):
    if actual != desired:
        raise AssertionError(f'Differences in strings:\n- {actual}+ {desired}')

class _Raises:
    def __init__(self, kind, pattern=None):
        self._kind, self._pattern = kind, pattern
    def __enter__(self):
        return self
    def __exit__(self, kind, value, tb):
        if kind is None:
            raise AssertionError(f'{self._kind.__name__} not raised')
        if not issubclass(kind, self._kind):
            return False
        if self._pattern is not None:
            import re
            if not re.search(self._pattern, str(value)):
                raise AssertionError(f'"{self._pattern}" does not match "{value}"')
        self.exception = value
        return True

def assert_raises(exception_class, callable=None, *args, **kwargs):
    context = _Raises(exception_class)
    if callable is None:
        return context
    with context:
        callable(*args, **kwargs)

def assert_raises_regex(exception_class, expected_regexp, callable=None, *args, **kwargs):
    context = _Raises(exception_class, expected_regexp)
    if callable is None:
        return context
    with context:
        callable(*args, **kwargs)

def assert_array_almost_equal_nulp(x, y, nulp=1):
    if np.any(np.abs(np.asarray(x) - np.asarray(y)) > nulp * np.spacing(np.maximum(np.abs(x), np.abs(y)))):
        raise AssertionError(f'Arrays are not equal to {nulp} ULP')

def assert_array_max_ulp(a, b, maxulp=1, dtype=None):
    assert_array_almost_equal_nulp(a, b, maxulp)

def assert_warns(warning_class, *args, **kwargs):
    import warnings
    return warnings.catch_warnings(record=True) if not args else args[0](*args[1:], **kwargs)

# ---- numpy.char and numpy.strings ----

def _each(method, dtype=None):
    def run(a, *args, **kwargs):
        a = np.asarray(a)
        values = [getattr(s, method)(*args, **kwargs) for s in a.ravel().tolist()]
        out = np.array(values) if dtype is None else np.array(values, dtype=dtype)
        return out.reshape(a.shape) if a.ndim else out[0] if dtype is None or True else out
    run.__name__ = method
    return run

isalnum, isdecimal, islower, isnumeric, isspace, istitle, isupper = [_each(n, bool) for n in 'isalnum isdecimal islower isnumeric isspace istitle isupper'.split()]
swapcase, expandtabs, encode, decode, translate = [_each(n) for n in 'swapcase expandtabs encode decode translate'.split()]
rfind, index, rindex = [_each(n, int) for n in 'rfind index rindex'.split()]

def _pieces(method):
    def run(a, sep=None, maxsplit=None):
        a = np.asarray(a)
        args = [sep] if maxsplit is None else [sep, maxsplit]
        out = np.empty(a.size, dtype=object)
        for i, s in enumerate(a.ravel().tolist()):
            out[i] = getattr(s, method)(*args)
        return out.reshape(a.shape) if a.ndim else np.array(out[0], dtype=object)
    return run

rsplit = _pieces('rsplit')

def splitlines(a, keepends=None):
    a = np.asarray(a)
    out = np.empty(a.size, dtype=object)
    for i, s in enumerate(a.ravel().tolist()):
        out[i] = s.splitlines(bool(keepends))
    return out.reshape(a.shape)

def partition(a, sep):
    a = np.asarray(a)
    return np.array([s.partition(sep) for s in a.ravel().tolist()]).reshape(a.shape + (3,))

def rpartition(a, sep):
    a = np.asarray(a)
    return np.array([s.rpartition(sep) for s in a.ravel().tolist()]).reshape(a.shape + (3,))

def equal(x1, x2):
    return np.asarray(x1) == np.asarray(x2)

def not_equal(x1, x2):
    return np.asarray(x1) != np.asarray(x2)

def greater(x1, x2):
    return np.asarray(x1) > np.asarray(x2)

def greater_equal(x1, x2):
    return np.asarray(x1) >= np.asarray(x2)

def less(x1, x2):
    return np.asarray(x1) < np.asarray(x2)

def less_equal(x1, x2):
    return np.asarray(x1) <= np.asarray(x2)

def array(obj, itemsize=None, copy=True, unicode=None, order=None):
    return np.array(obj)

asarray = array

def slice(a, start=None, stop=None, step=None, /):
    a = np.asarray(a)
    import builtins
    cut = builtins.slice(start, stop, step) if stop is not None or step is not None else builtins.slice(start)
    return np.array([s[cut] for s in a.ravel().tolist()]).reshape(a.shape)
