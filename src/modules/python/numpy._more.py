# Functions of numpy that are made of others: windows, polynomials, sets, tables in files, business days.
import numpy as np
from numpy.random import RandomState

_newer = np.__version__[0] == '2'

# ---- Windows ----

def _window(M, f):
    values = np.array([0.0, M])
    M = values[1]
    if M < 1:
        return np.array([], dtype=values.dtype)
    if M == 1:
        return np.ones(1, dtype=values.dtype)
    return f(np.arange(1 - M, M, 2), M)

def hanning(M):
    return _window(M, lambda n, m: 0.5 + 0.5 * np.cos(np.pi * n / (m - 1)))

def hamming(M):
    return _window(M, lambda n, m: 0.54 + 0.46 * np.cos(np.pi * n / (m - 1)))

def blackman(M):
    return _window(M, lambda n, m: 0.42 + 0.5 * np.cos(np.pi * n / (m - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (m - 1)))

def bartlett(M):
    return _window(M, lambda n, m: np.where(np.less_equal(n, 0), 1 + n / (m - 1), 1 - n / (m - 1)))

def i0(x):
    x = np.abs(np.asanyarray(x, dtype=float))
    total = term = np.ones_like(x)
    for k in range(1, 120):
        term = term * (x / 2) ** 2 / k ** 2
        total = total + term
    return total

def kaiser(M, beta):
    if M == 1:
        return np.ones(1)
    n = np.arange(0, M)
    alpha = (M - 1) / 2.0
    return i0(beta * np.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / i0(beta)

# ---- Indices ----

def diag_indices_from(arr):
    if arr.ndim < 2:
        raise ValueError('input array must be at least 2-d')
    if not np.all(np.diff(arr.shape) == 0):
        raise ValueError('All dimensions of input must be of equal length')
    return np.diag_indices(arr.shape[0], arr.ndim)

def tril_indices_from(arr, k=0):
    if arr.ndim != 2:
        raise ValueError('input array must be 2-d')
    return np.tril_indices(arr.shape[-2], k=k, m=arr.shape[-1])

def triu_indices_from(arr, k=0):
    if arr.ndim != 2:
        raise ValueError('input array must be 2-d')
    return np.triu_indices(arr.shape[-2], k=k, m=arr.shape[-1])

def mask_indices(n, mask_func, k=0):
    return np.nonzero(mask_func(np.ones((n, n), int), k) != 0)

# ---- Numbers ----

def unwrap(p, discont=None, axis=-1, *, period=2 * np.pi):
    p = np.asarray(p)
    dd = np.diff(p, axis=axis)
    if discont is None:
        discont = period / 2
    low = -period / 2
    ddmod = np.mod(dd - low, period) + low
    ddmod = np.where((ddmod == low) & (dd > 0), period / 2, ddmod)
    correct = np.where(np.abs(dd) < discont, 0, ddmod - dd)
    up = np.array(p, copy=True, dtype=np.result_type(dd, float) if p.dtype.kind != 'f' else p.dtype)
    key = [slice(None)] * p.ndim
    key[axis] = slice(1, None)
    up[tuple(key)] = p[tuple(key)] + correct.cumsum(axis)
    return up

def real_if_close(a, tol=100):
    a = np.asanyarray(a)
    if a.dtype.kind != 'c':
        return a
    if tol > 1:
        tol = np.finfo(a.dtype).eps * tol
    return a.real if np.all(np.absolute(a.imag) < tol) else a

def sort_complex(a):
    b = np.array(a, copy=True).astype(complex)
    b.sort()
    return b

def nancumprod(a, axis=None, dtype=None, out=None):
    a = np.asarray(a)
    return np.cumprod(np.where(np.isnan(a), 1, a), axis=axis, dtype=dtype)

def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None):
    return np.nanpercentile(a, np.asarray(q) * 100, axis=axis, keepdims=keepdims)

def apply_over_axes(func, a, axes):
    value = np.asarray(a)
    for axis in np.atleast_1d(axes):
        axis = axis + value.ndim if axis < 0 else axis
        out = func(value, axis)
        value = out if out.ndim == value.ndim else np.expand_dims(out, axis)
    return value

def common_type(*arrays):
    kinds = [np.asarray(a).dtype for a in arrays]
    if not kinds:
        return np.float16
    wide = np.result_type(*[k if k.kind in 'fc' else np.float64 for k in kinds])
    return wide.type

def typename(char):
    return {'S1': 'character', '?': 'bool', 'B': 'unsigned char', 'D': 'complex double precision', 'F': 'complex single precision', 'I': 'unsigned integer', 'H': 'unsigned short', 'L': 'unsigned long integer',
            'O': 'object', 'S': 'string', 'U': 'unicode', 'b': 'signed char', 'd': 'double precision', 'f': 'single precision', 'i': 'integer', 'h': 'short', 'l': 'long integer', 'q': 'long long integer'}[char]

def mintypecode(typechars, typeset='GDFgdf', default='d'):
    codes = [t if isinstance(t, str) else np.asarray(t).dtype.char for t in typechars]
    kept = [t for t in codes if t in typeset]
    return min(kept, key='GDFgdf'.index) if kept else default

def isfortran(a):
    return a.flags.fnc

def isdtype(dtype, kind):
    kinds = {'bool': 'b', 'signed integer': 'i', 'unsigned integer': 'u', 'integral': 'iu', 'real floating': 'f', 'complex floating': 'c', 'numeric': 'iufc'}
    dtype = np.dtype(dtype)
    return any(dtype.kind in kinds[k] if isinstance(k, str) else dtype == np.dtype(k) for k in (kind if isinstance(kind, tuple) else (kind,)))

def require(a, dtype=None, requirements=None, *, like=None):
    return np.asarray(a, dtype=dtype)

class frompyfunc:
    """A Python function applied element by element; the answers are objects."""
    def __init__(self, func, nin, nout, *, identity=None):
        self._f, self.nin, self.nout = func, nin, nout
        self.__name__ = f"? ({getattr(func, '__name__', 'vectorized')})"
    def __call__(self, *args):
        arrays = np.broadcast_arrays(*args)
        flat = [a.ravel().tolist() for a in arrays]
        rows = [self._f(*x) for x in zip(*flat)]
        def made(values):
            if arrays[0].ndim == 0:
                return values[0]
            out = np.empty(len(values), dtype=object)
            for i, v in enumerate(values):
                out[i] = v
            return out.reshape(arrays[0].shape)
        return made(rows) if self.nout == 1 else tuple(made([r[k] for r in rows]) for k in range(self.nout))
    def reduce(self, a, axis=0):
        items = list(np.asarray(a))
        out = items[0]
        for x in items[1:]:
            out = self(out, x)
        return out

class broadcast:
    def __init__(self, *args):
        self._arrays = [np.asarray(a) for a in args]
        self.shape = np.broadcast_shapes(*[a.shape for a in self._arrays])
        self.ndim = self.nd = len(self.shape)
        self.numiter, self.index = len(args), 0
        self.size = int(np.prod(self.shape))
    def __iter__(self):
        return zip(*[a.ravel().tolist() for a in np.broadcast_arrays(*self._arrays)])

class nested_iters:
    pass

def einsum_path(*operands, optimize='greedy', einsum_call=False):
    return ['einsum_path', tuple(range(len(operands) - 1))], ''

# ---- Polynomials ----

def polysub(a1, a2):
    a1, a2 = np.atleast_1d(a1), np.atleast_1d(a2)
    n = max(len(a1), len(a2))
    return np.concatenate([np.zeros(n - len(a1), a1.dtype), a1]) - np.concatenate([np.zeros(n - len(a2), a2.dtype), a2])

def polydiv(u, v):
    u, v = np.atleast_1d(u) + 0.0, np.atleast_1d(v) + 0.0
    m, n = len(u) - 1, len(v) - 1
    scale = 1.0 / v[0]
    q = np.zeros(max(m - n + 1, 1), u.dtype)
    r = u.astype(u.dtype)
    for k in range(0, m - n + 1):
        d = scale * r[k]
        q[k] = d
        r[k:k + n + 1] -= d * v
    while np.allclose(r[0], 0, rtol=1e-14) and r.shape[-1] > 1:
        r = r[1:]
    return q, r

class poly1d:
    __module__ = 'numpy'
    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            self._coeffs, self.variable = c_or_r._coeffs, c_or_r.variable
            return
        c = np.atleast_1d(np.poly(c_or_r) if r else c_or_r)
        if c.ndim > 1:
            raise ValueError('Polynomial must be 1d only.')
        c = np.trim_zeros(c, trim='f')
        self._coeffs = c if len(c) else np.array([0], dtype=c.dtype)
        self.variable = variable or 'x'
    coeffs = coef = coefficients = c = property(lambda self: self._coeffs)
    order = o = property(lambda self: len(self._coeffs) - 1)
    roots = r = property(lambda self: np.roots(self._coeffs))
    def __call__(self, val):
        return np.polyval(self._coeffs, val)
    def __len__(self):
        return self.order
    def __array__(self, dtype=None, copy=None):
        return self._coeffs
    def __getitem__(self, val):
        return self._coeffs.dtype.type(0) if val > self.order or val < 0 else self._coeffs[self.order - val]
    def __iter__(self):
        return iter(self._coeffs)
    def __neg__(self):
        return poly1d(-self._coeffs)
    def __pos__(self):
        return self
    def _other(self, other):
        return other if isinstance(other, poly1d) else poly1d(other)
    def __add__(self, other):
        return poly1d(np.polyadd(self._coeffs, self._other(other)._coeffs))
    def __sub__(self, other):
        return poly1d(polysub(self._coeffs, self._other(other)._coeffs))
    def __rsub__(self, other):
        return poly1d(polysub(self._other(other)._coeffs, self._coeffs))
    def __mul__(self, other):
        return poly1d(self._coeffs * other) if np.isscalar(other) else poly1d(np.polymul(self._coeffs, self._other(other)._coeffs))
    __radd__, __rmul__ = __add__, __mul__
    def __truediv__(self, other):
        if np.isscalar(other):
            return poly1d(self._coeffs / other)
        q, r = polydiv(self._coeffs, self._other(other)._coeffs)
        return poly1d(q), poly1d(r)
    def __pow__(self, n):
        out = [1]
        for _ in range(n):
            out = np.polymul(self._coeffs, out)
        return poly1d(out)
    def __eq__(self, other):
        return isinstance(other, poly1d) and self._coeffs.shape == other._coeffs.shape and bool((self._coeffs == other._coeffs).all())
    __hash__ = None
    def integ(self, m=1, k=0):
        return poly1d(np.polyint(self._coeffs, m=m, k=k))
    def deriv(self, m=1):
        return poly1d(np.polyder(self._coeffs, m=m))
    def __repr__(self):
        return f'poly1d({repr(self._coeffs)[6:-1]})'
    def __str__(self):
        coeffs, text = self._coeffs, '0'
        while len(coeffs) > 1 and coeffs[0] == 0:
            coeffs = coeffs[1:]
        def number(q):
            s = '%.4g' % q
            return s[:-5] if s.endswith('.0000') else s
        for k, c in enumerate(coeffs):
            shown = number(np.real(c)) if not np.iscomplex(c) else f'{number(np.imag(c))}j' if np.real(c) == 0 else f'({number(np.real(c))} + {number(np.imag(c))}j)'
            power = len(coeffs) - 1 - k
            term = (shown if shown != '0' or k == 0 else '') if power == 0 else '' if shown == '0' else f'{shown} {self.variable}' + (f'**{power}' if power > 1 else '')
            if k == 0:
                text = term
            elif term:
                text += f' - {term[1:]}' if term.startswith('-') else f' + {term}'
        above, below, out, n = '', '', ' ', 0                    # powers stand in a line above
        while (at := text.find('**', n)) >= 0:
            end = at + 2
            while end < len(text) and text[end].isdigit():
                end += 1
            part, power = text[n:at], text[at + 2:end]
            add_below, add_above = part + ' ' * (len(power) - 1), ' ' * (len(part) - 1) + power
            if len(below) + len(add_below) > 70 or len(above) + len(add_above) > 70:
                out += above + '\n' + below + '\n '
                above = below = ''
            above, below, n = above + add_above, below + add_below, end
        return out + above + '\n' + below + text[n:]

# ---- Sets (NumPy 2) ----

if _newer:
    from collections import namedtuple as _namedtuple
    _All = _namedtuple('UniqueAllResult', ['values', 'indices', 'inverse_indices', 'counts'])
    _Counts = _namedtuple('UniqueCountsResult', ['values', 'counts'])
    _Inverse = _namedtuple('UniqueInverseResult', ['values', 'inverse_indices'])
    def unique_all(x, /):
        return _All(*np.unique(x, return_index=True, return_inverse=True, return_counts=True))
    def unique_counts(x, /):
        return _Counts(*np.unique(x, return_counts=True))
    def unique_inverse(x, /):
        return _Inverse(*np.unique(x, return_inverse=True))
    def unique_values(x, /):
        return np.unique(x)
    def vecdot(x1, x2, /, *, axis=-1):
        return np.sum(np.conj(x1) * np.asarray(x2), axis=axis)
    def matvec(x1, x2, /):
        return np.matmul(x1, np.asarray(x2)[..., None])[..., 0]
    def vecmat(x1, x2, /):
        return np.matmul(np.asarray(x1)[..., None, :], x2)[..., 0, :]
    def astype(x, dtype, /, *, copy=True, device=None):
        if not isinstance(x, np.ndarray):
            raise TypeError(f'Input should be a NumPy array. It is of type {type(x)}.')
        return x.astype(dtype, copy=copy)
    def bitwise_count(x, /):
        x = np.asarray(x)
        return np.array([bin(abs(v)).count('1') for v in x.ravel().tolist()], np.uint8).reshape(x.shape)

# ---- Texts and files ----

def _lines(fname):
    if isinstance(fname, (list, tuple)):
        return [x.decode() if isinstance(x, bytes) else x for x in fname]
    if hasattr(fname, 'read'):
        return fname.read().splitlines()
    with open(fname) as f:
        return f.read().splitlines()

def _table(fname, comments, delimiter, skip):
    rows = []
    for line in _lines(fname)[skip:]:
        if comments:
            line = line.split(comments)[0]
        line = line.strip() if delimiter is None else line.strip('\r\n')
        if line.strip():
            rows.append([c.strip() for c in (line.split() if delimiter is None else line.split(delimiter))])
    return rows

def loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None):
    rows = _table(fname, comments, delimiter, skiprows)[:max_rows]
    if usecols is not None:
        columns = [usecols] if isinstance(usecols, int) else usecols
        rows = [[r[c] for c in columns] for r in rows]
    for i, r in enumerate(rows):
        if len(r) != len(rows[0]):
            raise ValueError(f'the number of columns changed from {len(rows[0])} to {len(r)} at row {i + 1}; use `usecols` to select a subset and avoid this error')
    kind = np.dtype(dtype)
    def value(s, i, j):
        if converters is not None:
            f = converters.get(j) if isinstance(converters, dict) else converters
            if f is not None:
                return f(s)
        if kind.kind in 'US':
            return s
        try:
            return int(s) if kind.kind in 'iu' else complex(s) if kind.kind == 'c' else float(s)
        except ValueError:
            raise ValueError(f"could not convert string '{s}' to {kind.name} at row {i}, column {j + 1}.") from None
    out = np.array([[value(s, i, j) for j, s in enumerate(r)] for i, r in enumerate(rows)], dtype=dtype)
    if out.size and ndmin < 2:
        out = np.squeeze(out)
    if ndmin == 1:
        out = np.atleast_1d(out)
    return out.T if unpack else out

def genfromtxt(fname, dtype=float, comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, **unused):
    rows = _table(fname, comments, delimiter, skip_header)
    rows = rows[:len(rows) - skip_footer]
    if names is True:
        rows = rows[1:]
    if usecols is not None:
        rows = [[r[c] for c in ([usecols] if isinstance(usecols, int) else usecols)] for r in rows]
    if dtype in (str, None) or np.dtype(dtype).kind == 'U':
        return np.squeeze(np.array(rows))
    fill = np.nan if filling_values is None else filling_values
    def value(s):
        try:
            return float(s)
        except ValueError:
            return fill
    return np.squeeze(np.array([[value(s) for s in r] for r in rows])).astype(dtype)

def savetxt(fname, X, fmt='%.18e', delimiter=' ', newline='\n', header='', footer='', comments='# ', encoding=None):
    X = np.asarray(X)
    if X.ndim == 0 or X.ndim > 2:
        raise ValueError(f'Expected 1D or 2D array, got {X.ndim}D array instead')
    rows = X.reshape(-1, 1).tolist() if X.ndim == 1 else X.tolist()
    formats = fmt if isinstance(fmt, (list, tuple)) else None
    def line(r):
        if formats is not None:
            return delimiter.join(f % v for f, v in zip(formats, r))
        return fmt % tuple(r) if fmt.count('%') > 1 else delimiter.join(fmt % v for v in r)
    text = ''.join(line(r) + newline for r in rows)
    if header:
        text = comments + header.replace('\n', '\n' + comments) + newline + text
    if footer:
        text += comments + footer.replace('\n', '\n' + comments) + newline
    if hasattr(fname, 'write'):
        fname.write(text)
    else:
        with open(fname, 'w') as f:
            f.write(text)

def fromregex(file, regexp, dtype, encoding=None):
    raise NotImplementedError('np.fromregex is not supported.')

def fromfile(file, dtype=float, count=-1, sep='', offset=0, *, like=None):
    with open(file, 'rb') as f:
        return np.frombuffer(f.read(), dtype=dtype)

def info(object=None, maxwidth=76, output=None, toplevel='numpy'):
    return None

show_config = show_runtime = lambda *args, **kwargs: None
def get_include():
    return '/numpy/include'
def getbufsize():
    return 8192
setbufsize = lambda size: 8192
geterrcall = lambda: None
seterrcall = lambda func: None
little_endian = True
typecodes = {'Character': 'c', 'Integer': 'bhilqnp', 'UnsignedInteger': 'BHILQNP', 'Float': 'efdg', 'Complex': 'FDG', 'AllInteger': 'bBhHiIlLqQnNpP', 'AllFloat': 'efdgFDG', 'Datetime': 'Mm',
             'All': '?bhilqnpBHILQNPefdgFDGSUVOMm'}

# ---- Days ----

def isnat(x, /):
    return np.array([str(v) == 'NaT' for v in np.asarray(x).ravel()]).reshape(np.shape(x)) if np.ndim(x) else str(x) == 'NaT'

def _days(dates):
    return np.asarray(dates, dtype='datetime64[D]').astype('int64')

def is_busday(dates, weekmask='1111100', holidays=None, busdaycal=None, out=None):
    mask = [c == '1' for c in weekmask] if isinstance(weekmask, str) else list(weekmask)
    closed = set(_days(holidays).tolist()) if holidays is not None else set()
    d = _days(dates)
    open_ = np.array([mask[(v + 3) % 7] and v not in closed for v in d.ravel().tolist()]).reshape(d.shape)
    return open_ if d.ndim else open_[()]

def busday_count(begindates, enddates, weekmask='1111100', holidays=[], busdaycal=None, out=None):
    a, b = int(_days(begindates)), int(_days(enddates))
    days = np.arange(min(a, b), max(a, b)).astype('datetime64[D]')
    n = int(np.sum(is_busday(days, weekmask, holidays))) if len(days) else 0
    return np.int64(n if a <= b else -n)

def busday_offset(dates, offsets, roll='raise', weekmask='1111100', holidays=None, busdaycal=None, out=None):
    d, n = int(_days(dates)), int(offsets)
    step = -1 if roll in ('backward', 'preceding') else 1
    while not is_busday(np.datetime64(d, 'D'), weekmask, holidays):
        if roll == 'raise':
            raise ValueError('Non-business day date in busday_offset')
        d += step
    while n:
        d += 1 if n > 0 else -1
        if is_busday(np.datetime64(d, 'D'), weekmask, holidays):
            n -= 1 if n > 0 else -1
    return np.datetime64(d, 'D')

def datetime_as_string(arr, unit=None, timezone='naive', casting='same_kind'):
    return np.array([str(v) for v in np.asarray(arr).ravel()]).reshape(np.shape(arr)) if np.ndim(arr) else str(arr)

# ---- Names that NumPy 1 alone has ----

def msort(a):
    import warnings
    warnings.warn('msort is deprecated, use np.sort(a, axis=0) instead', DeprecationWarning, stacklevel=2)
    return np.sort(a, axis=0)

def source(object, output=None):
    print('Not available for this object.')

def find_common_type(array_types, scalar_types):
    import warnings
    warnings.warn('np.find_common_type is deprecated.  Please use `np.result_type` or `np.promote_types`.\nSee https://numpy.org/devdocs/release/1.25.0-notes.html and the docs for more information.  (Deprecated NumPy 1.25)', DeprecationWarning, stacklevel=2)
    return np.result_type(*array_types, *scalar_types) if array_types or scalar_types else None

def set_string_function(f, repr=True):
    raise NotImplementedError('np.set_string_function is not supported.')


class NpzFile:
    # What numpy.load makes of an archive: arrays by name.
    def __init__(self, arrays):
        self._arrays = arrays
        self.files = list(arrays)

    def __getitem__(self, key):
        if key not in self._arrays:
            raise KeyError(f'{key} is not a file in the archive')
        return self._arrays[key]

    def __enter__(self): return self
    def __exit__(self, *ignored): pass
    def __iter__(self): return iter(self.files)
    def __len__(self): return len(self.files)
    def __contains__(self, key): return key in self._arrays
    def keys(self): return self._arrays.keys()
    def values(self): return self._arrays.values()
    def items(self): return self._arrays.items()
    def get(self, key, default=None): return self._arrays.get(key, default)
    def close(self): pass
