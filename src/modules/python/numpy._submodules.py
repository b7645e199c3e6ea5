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

_newer = np.__version__[0] != '1'
_names = ('ACTUAL', 'DESIRED') if _newer else ('x', 'y')

def _message(arrays, err_msg, header='Items are not equal:', verbose=True, names=('ACTUAL', 'DESIRED'), precision=8):
    msg, err_msg = ['\n' + header], str(err_msg)
    if err_msg:
        if err_msg.find('\n') == -1 and len(err_msg) < 79 - len(header):
            msg = [msg[0] + ' ' + err_msg]
        else:
            msg.append(err_msg)
    for name, a in zip(names, arrays if verbose else ()):
        shown = np.array_repr(a, precision=precision) if isinstance(a, np.ndarray) else repr(a)
        if shown.count('\n') > 3:
            shown = '\n'.join(shown.splitlines()[:3]) + '...'
        msg.append(f' {name}: {shown}')
    return '\n'.join(msg)

def _remarks(ox, oy, x, y, flagged, invalid, names):
    n, size = int(invalid.sum()), flagged.size if flagged.ndim else invalid.size
    lines = [f'Mismatched elements: {n} / {size} ({100 * n / size:.3g}%)']
    if _newer and invalid.ndim:
        places = np.argwhere(~flagged)[invalid] if flagged.ndim else np.argwhere(invalid)
        rows = '\n'.join([f' {p.tolist()}: {ox if ox.ndim == 0 else ox[tuple(p)]} ({names[0]}), {oy if oy.ndim == 0 else oy[tuple(p)]} ({names[1]})' for p in places[:5]])
        lines.append(f"{'Mismatch at index' if len(places) == 1 else 'Mismatch at indices' if len(places) <= 5 else 'First 5 mismatches are at indices'}:\n{rows}")
    try:
        with np.errstate(all='ignore'):
            error = abs(x - y)
            if x.dtype.kind == 'u':
                error = np.minimum(error, abs(y - x))
            among = ' among violations' if _newer else ''
            lines.append(f'Max absolute difference{among}: ' + np.array2string(np.max(error[invalid] if _newer else error)))
            counted = np.broadcast_to(y != 0, error.shape)
            counted = np.logical_and(invalid, counted) if _newer else counted
            relative = error[counted] / abs(np.broadcast_to(y, error.shape)[counted])
            lines.append(f'Max relative difference{among}: ' + np.array2string(np.max(relative) if relative.size else np.array(np.inf)))
    except TypeError:
        pass
    return '\n' + '\n'.join(lines)

def _compare(comparison, x, y, err_msg='', verbose=True, header='', precision=6, equal_nan=True, equal_inf=True, strict=False, names=None):
    """After numpy.testing's assert_array_compare."""
    names = names or _names
    x, y = np.asanyarray(x), np.asanyarray(y)
    ox, oy = x, y
    def fail(why):
        raise AssertionError(_message([ox, oy], str(err_msg) + why, header, verbose, names, precision))
    if x.shape != y.shape and (strict or x.shape != () and y.shape != ()):
        fail(f'\n(shapes {x.shape}, {y.shape} mismatch)')
    if strict and x.dtype != y.dtype:
        fail(f'\n(dtypes {x.dtype}, {y.dtype} mismatch)')
    flagged = np.bool_(False)
    if x.dtype.kind in '?biufc' and y.dtype.kind in '?biufc':
        kinds = [(np.isnan, 'nan')] if equal_nan else []
        if equal_inf:
            kinds += [(np.isinf, 'inf')] if _newer else [(np.isposinf, '+inf'), (np.isneginf, '-inf')]
        for find, what in kinds:
            a, b = find(x), find(y)
            if not np.all(a == b):
                fail(f"\n{'' if _newer else 'x and y '}{what} location mismatch:")
            if what == 'inf' and b.any() and not np.all((x[a] if x.ndim else x) == (y[b] if y.ndim else y)):
                fail('\ninf values mismatch:')
            flagged = flagged | (a if np.ndim(a) == 0 else b)
    if np.ndim(flagged):
        x, y = x[~flagged] if x.ndim else x, y[~flagged] if y.ndim else y
        if x.size == 0 or y.size == 0:
            return
    elif flagged:
        return
    invalid = np.logical_not(comparison(x, y))
    if invalid.any():
        fail(_remarks(ox, oy, x, y, flagged, invalid, names))

def assert_array_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    _compare(np.equal if np.asarray(actual).dtype.kind != 'O' else lambda a, b: a == b, actual, desired, err_msg, verbose, 'Arrays are not equal', strict=strict)

def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True, *, strict=False):
    actual, desired = np.asanyarray(actual), np.asanyarray(desired)
    _compare(lambda a, b: np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan), actual, desired, str(err_msg), verbose,
             f'Not equal to tolerance rtol={rtol:g}, atol={atol:g}', equal_nan=equal_nan, strict=strict, names=('ACTUAL', 'DESIRED') if _newer else None)

def assert_array_almost_equal(actual, desired, decimal=6, err_msg='', verbose=True):
    _compare(lambda a, b: abs(a - b) < 1.5 * 10.0 ** -decimal, actual, desired, err_msg, verbose, f'Arrays are not almost equal to {decimal} decimals', decimal)

def assert_array_less(x, y, err_msg='', verbose=True, *, strict=False):
    _compare(np.less, x, y, err_msg, verbose, f"Arrays are not {'strictly ordered `x < y`' if _newer else 'less-ordered'}", equal_inf=False, strict=strict, names=('x', 'y'))

def _one(v):
    return isinstance(v, (np.ndarray, tuple, list))

def assert_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in desired:
            if k not in actual:
                raise AssertionError(repr(k))
            assert_equal(actual[k], desired[k], f'key={k!r}\n{err_msg}', verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for k in range(len(desired)):
            assert_equal(actual[k], desired[k], f'item={k!r}\n{err_msg}', verbose)
        return
    if isinstance(actual, np.ndarray) or isinstance(desired, np.ndarray):
        return assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
    message = _message([actual, desired], err_msg, verbose=verbose)
    if np.isscalar(desired) != np.isscalar(actual):
        raise AssertionError(message)
    try:
        if np.isnan(desired) and np.isnan(actual):
            return
    except (TypeError, ValueError):
        pass
    if not (desired == actual):
        raise AssertionError(message)

def assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True):
    if _one(actual) or _one(desired):
        return assert_array_almost_equal(actual, desired, decimal, err_msg)
    def message():
        return _message([actual, desired], err_msg, f'Arrays are not almost equal to {decimal} decimals', verbose)
    if not (np.isfinite(desired) and np.isfinite(actual)):
        if (np.isnan(desired) or np.isnan(actual)) and not (np.isnan(desired) and np.isnan(actual)) or not (np.isnan(desired) or desired == actual):
            raise AssertionError(message())
        return
    if abs(desired - actual) >= 1.5 * 10.0 ** -decimal:
        raise AssertionError(message())

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
