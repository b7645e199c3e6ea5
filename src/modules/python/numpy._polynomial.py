# numpy.polynomial.
import numpy as np

class RankWarning(UserWarning):
    pass

class _Basis:
    """A series in some basis; the subclasses know its values and how it turns into powers."""
    domain = window = np.array([-1.0, 1.0])
    symbol = 'x'

    def __init__(self, coef, domain=None, window=None, symbol='x'):
        self.coef = np.atleast_1d(np.asarray(coef, dtype=float))
        if domain is not None:
            self.domain = np.asarray(domain, dtype=float)
        if window is not None:
            self.window = np.asarray(window, dtype=float)
        self.symbol = symbol

    def mapparms(self):
        (a, b), (c, d) = self.domain, self.window
        return (b * c - a * d) / (b - a), (d - c) / (b - a)

    def __call__(self, x):
        off, scale = self.mapparms()
        return self._values(off + scale * np.asarray(x, dtype=float), self.coef)

    def degree(self):
        return len(self.coef) - 1

    def copy(self):
        return type(self)(self.coef.copy(), self.domain, self.window, self.symbol)

    def trim(self, tol=0):
        c = self.coef
        while len(c) > 1 and abs(c[-1]) <= tol:
            c = c[:-1]
        return type(self)(c, self.domain, self.window)

    def _pair(self, other):
        b = other.coef if isinstance(other, _Basis) else np.atleast_1d(np.asarray(other, dtype=float))
        n = max(len(self.coef), len(b))
        return np.pad(self.coef, (0, n - len(self.coef))), np.pad(b, (0, n - len(b)))

    def _made(self, c):
        return type(self)(c, self.domain, self.window, self.symbol)

    def __add__(self, other):
        a, b = self._pair(other)
        return self._made(_trimmed(a + b))
    __radd__ = __add__
    def __sub__(self, other):
        a, b = self._pair(other)
        return self._made(_trimmed(a - b))
    def __rsub__(self, other):
        a, b = self._pair(other)
        return self._made(_trimmed(b - a))
    def __neg__(self):
        return self._made(-self.coef)
    def __mul__(self, other):
        b = other.coef if isinstance(other, _Basis) else np.atleast_1d(np.asarray(other, dtype=float))
        return self._made(self._product(self.coef, b))
    __rmul__ = __mul__
    def __truediv__(self, other):
        return self._made(self.coef / other)
    def __pow__(self, n):
        out = np.array([1.0])
        for _ in range(n):
            out = self._product(out, self.coef)
        return self._made(out)
    def __eq__(self, other):
        return type(self) is type(other) and len(self.coef) == len(other.coef) and bool(np.all(self.coef == other.coef))
    __hash__ = None
    def __len__(self):
        return len(self.coef)
    def __iter__(self):
        return iter(self.coef)
    def _product(self, a, b):
        return self._from_powers(np.convolve(self._to_powers(a), self._to_powers(b)))
    def deriv(self, m=1):
        off, scale = self.mapparms()
        c = self._to_powers(self.coef)
        for _ in range(m):
            c = c[1:] * np.arange(1, len(c)) * scale if len(c) > 1 else np.array([0.0])
        return self._made(self._from_powers(c))
    def integ(self, m=1, k=[], lbnd=None):
        off, scale = self.mapparms()
        c = self._to_powers(self.coef)
        k = list(np.atleast_1d(k)) if np.ndim(k) or k != [] else []
        for i in range(m):
            c = np.concatenate([[0.0], c / np.arange(1, len(c) + 1) / scale])
            c[0] += k[i] if i < len(k) else 0
        return self._made(self._from_powers(c))
    def roots(self):
        off, scale = self.mapparms()
        c = _trimmed(self._to_powers(self.coef))
        if len(c) < 2:
            return np.array([])
        r = np.sort(np.roots(c[::-1]))
        return (r - off) / scale
    def linspace(self, n=100, domain=None):
        low, high = self.domain if domain is None else domain
        x = np.linspace(low, high, n)
        return x, self(x)
    def convert(self, domain=None, kind=None, window=None):
        kind = kind or Polynomial
        off, scale = self.mapparms()
        c, power, out = self._to_powers(self.coef), np.array([1.0]), np.array([0.0])
        for a in c:
            n = max(len(out), len(power))
            out = np.pad(out, (0, n - len(out))) + np.pad(a * power, (0, n - len(power)))
            power = np.convolve(power, [off, scale])
        return kind(kind([0])._from_powers(out))
    @classmethod
    def fit(cls, x, y, deg, domain=None, rcond=None, full=False, w=None, window=None, symbol='x'):
        x = np.asarray(x, dtype=float)
        domain = np.array([x.min(), x.max()]) if domain is None else domain if len(domain) else cls.domain
        made = cls([0.0], domain)
        off, scale = made.mapparms()
        return cls(cls._fit(off + scale * x, np.asarray(y, dtype=float), deg, w), domain)
    @classmethod
    def _fit(cls, x, y, deg, w=None):
        v = cls._vander(x, deg)
        if w is not None:
            v, y = v * np.asarray(w)[:, None], y * w
        norm = np.sqrt(np.square(v).sum(axis=0))
        norm[norm == 0] = 1
        return np.linalg.lstsq(v / norm, y, rcond=len(x) * np.finfo(float).eps)[0] / norm
    @classmethod
    def _vander(cls, x, deg):
        return np.stack([cls._values(x, np.eye(deg + 1)[i]) for i in range(deg + 1)], axis=-1)
    @classmethod
    def basis(cls, deg, domain=None, window=None, symbol='x'):
        return cls([0.0] * deg + [1.0], domain, window)
    @classmethod
    def fromroots(cls, roots, domain=[], window=None, symbol='x'):
        return cls(cls([0])._from_powers(polyfromroots(roots)))
    @classmethod
    def identity(cls, domain=None, window=None, symbol='x'):
        return cls([0.0, 1.0], domain, window)
    def __repr__(self):
        return f'{type(self).__name__}({repr(self.coef)[6:-1]}, domain={repr(self.domain)[6:-1]}, window={repr(self.window)[6:-1]}, symbol={self.symbol!r})'
    def __str__(self):
        off, scale = self.mapparms()
        x = self.symbol if off == 0 and scale == 1 else f'({scale:.8g}{self.symbol})' if off == 0 else f'({_number(off)} + {_number(scale)}{self.symbol})'
        out = _number(self.coef[0])
        for power, c in enumerate(self.coef[1:], 1):
            out += f" {'+' if c >= 0 or c != c else '-'} {_number(abs(c))}" + self._term(power, x)
        return out
    def _term(self, power, x):
        raised = str(power).translate(str.maketrans('0123456789', '₀₁₂₃₄₅₆₇₈₉'))
        return f'·{self._letter}{raised}({self.symbol})'
    def __format__(self, spec):
        return str(self)

def _number(c):
    text = '%.8g' % c
    return text if '.' in text or 'e' in text or 'n' in text else text + '.0'

def _trimmed(c):
    while len(c) > 1 and c[-1] == 0:
        c = c[:-1]
    return c

class Polynomial(_Basis):
    __module__ = 'numpy.polynomial.polynomial'
    _letter = 'x'
    @staticmethod
    def _values(x, c):
        out = np.zeros_like(x) + c[-1]
        for a in c[-2::-1]:
            out = out * x + a
        return out
    def _to_powers(self, c):
        return c
    def _from_powers(self, c):
        return _trimmed(np.asarray(c, dtype=float))
    def _term(self, power, x):
        return f"·{x}{'' if power == 1 else str(power).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"

class _Recurrent(_Basis):
    """Bases whose members follow from the two before: p[n+1] = (a x + b) p[n] - c p[n-1]."""
    @classmethod
    def _powers_of(cls, n):
        rows = [np.array([1.0]), cls._first]
        while len(rows) <= n:
            k = len(rows) - 1
            a, b, c = cls._step(k)
            up = np.concatenate([[0.0], a * rows[-1]])
            up[:len(rows[-1])] += b * rows[-1]
            up[:len(rows[-2])] -= c * rows[-2]
            rows.append(up)
        return rows[:n + 1]
    @classmethod
    def _values(cls, x, c):
        before, now = np.ones_like(x), cls._first[0] + cls._first[1] * x
        out = c[0] * before + (c[1] * now if len(c) > 1 else 0)
        for k in range(1, len(c) - 1):
            a, b, d = cls._step(k)
            before, now = now, (a * x + b) * now - d * before
            out = out + c[k + 1] * now
        return out
    def _to_powers(self, c):
        out = np.zeros(len(c))
        for a, row in zip(c, self._powers_of(len(c) - 1)):
            out[:len(row)] += a * row
        return out
    def _from_powers(self, p):
        p = np.array(p, dtype=float)
        rows = self._powers_of(len(p) - 1)
        out = np.zeros(len(p))
        for k in range(len(p) - 1, -1, -1):
            out[k] = p[k] / rows[k][k]
            p[:len(rows[k])] -= out[k] * rows[k]
        return _trimmed(out)

class Chebyshev(_Recurrent):
    __module__, _letter, _first = 'numpy.polynomial.chebyshev', 'T', np.array([0.0, 1.0])
    _step = staticmethod(lambda k: (2.0, 0.0, 1.0))

class Legendre(_Recurrent):
    __module__, _letter, _first = 'numpy.polynomial.legendre', 'P', np.array([0.0, 1.0])
    _step = staticmethod(lambda k: ((2 * k + 1) / (k + 1), 0.0, k / (k + 1)))

class Hermite(_Recurrent):
    __module__, _letter, _first = 'numpy.polynomial.hermite', 'H', np.array([0.0, 2.0])
    _step = staticmethod(lambda k: (2.0, 0.0, 2.0 * k))

class HermiteE(_Recurrent):
    __module__, _letter, _first = 'numpy.polynomial.hermite_e', 'He', np.array([0.0, 1.0])
    _step = staticmethod(lambda k: (1.0, 0.0, float(k)))

class Laguerre(_Recurrent):
    __module__, _letter, _first = 'numpy.polynomial.laguerre', 'L', np.array([1.0, -1.0])
    domain = window = np.array([0.0, 1.0])
    _step = staticmethod(lambda k: (-1.0 / (k + 1), (2 * k + 1) / (k + 1), k / (k + 1)))

def polyfromroots(roots):
    c = np.array([1.0])
    for r in np.atleast_1d(roots):
        c = np.convolve(c, [-r, 1.0])
    return c

class _Space:
    """numpy.polynomial.chebyshev and its like: the functions of one basis."""
    def __init__(self, prefix, kind):
        made = lambda c: kind(c)
        functions = {
            'val': lambda x, c, tensor=True: kind._values(np.asarray(x, dtype=float), np.asarray(c, dtype=float)), 'fit': lambda x, y, deg, rcond=None, full=False, w=None: kind._fit(np.asarray(x, dtype=float), np.asarray(y, dtype=float), deg, w),
            'add': lambda a, b: (made(a) + made(b)).coef, 'sub': lambda a, b: (made(a) - made(b)).coef, 'mul': lambda a, b: (made(a) * made(b)).coef, 'pow': lambda c, n, maxpower=None: (made(c) ** n).coef,
            'der': lambda c, m=1, scl=1, axis=0: made(c).deriv(m).coef, 'int': lambda c, m=1, k=[], lbnd=0, scl=1, axis=0: made(c).integ(m, k).coef, 'roots': lambda c: made(c).roots(),
            'fromroots': lambda r: kind.fromroots(r).coef, 'vander': lambda x, deg: kind._vander(np.asarray(x, dtype=float), deg), 'trim': lambda c, tol=0: made(c).trim(tol).coef}
        for name, f in functions.items():
            setattr(self, prefix + name, f)
        setattr(self, kind.__name__, kind)

polynomial, chebyshev, legendre, hermite, hermite_e, laguerre = [_Space(p, k) for p, k in (('poly', Polynomial), ('cheb', Chebyshev), ('leg', Legendre), ('herm', Hermite), ('herme', HermiteE), ('lag', Laguerre))]

def set_default_printstyle(style):
    return None
