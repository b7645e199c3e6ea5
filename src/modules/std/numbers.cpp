// statistics, fractions and decimal.
#include "modules/std/std.h"

namespace misfit::modules::standard {

namespace {

constexpr char kStatistics[] = R"py(
import math as _math
from fractions import Fraction as _Fraction
from collections import Counter as _Counter

class StatisticsError(ValueError):
    pass

def _exact(x):
    if isinstance(x, float):
        if not _math.isfinite(x):
            return x
        return _Fraction(*x.as_integer_ratio())
    if isinstance(x, int):
        return _Fraction(int(x))
    if isinstance(x, _Fraction):
        return x
    if hasattr(x, 'as_integer_ratio'):
        return _Fraction(*map(int, x.as_integer_ratio()))
    raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")

def _sum(data):
    total = _Fraction(0)
    kind = int
    n = 0
    for x in data:
        n += 1
        if isinstance(x, float) or (kind is not float and isinstance(x, _Fraction)):
            kind = float if isinstance(x, float) else _Fraction
        total += _exact(x)
    return kind, total, n

def _convert(value, kind):
    if isinstance(value, float) or kind is float:
        return float(value)
    if kind is int and value.denominator != 1:
        return float(value)
    return int(value) if kind is int else value

def mean(data):
    kind, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, kind)

def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return _math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    return _math.fsum(x * w for x, w in zip(data, weights)) / _math.fsum(weights)

def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers')
    return _math.exp(fmean([_math.log(x) for x in data]))

def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if any(x == 0 for x in data):
        return 0
    kind, total, n = _sum(1 / _exact(x) for x in data)
    return _convert(n / total, float)

def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2

def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]

def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]

def mode(data):
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]

def multimode(data):
    counts = _Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [v for v, n in counts.items() if n == most]

def _squares(data, center):
    data = [(_exact(x), x) for x in data]
    n = len(data)
    kind = float if any(isinstance(x, float) for _, x in data) else int
    if center is None:
        center = sum((x for x, _ in data), _Fraction(0)) / n if n else 0
    else:
        center = _exact(center)
    return kind, sum(((x - center) ** 2 for x, _ in data), _Fraction(0)), n

def variance(data, xbar=None):
    kind, ss, n = _squares(list(data), xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(ss / (n - 1), kind)

def pvariance(data, mu=None):
    kind, ss, n = _squares(list(data), mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(ss / n, kind)

def _root(fraction):
    n, d = fraction.numerator, fraction.denominator
    if n == 0:
        return 0.0
    q = (n.bit_length() - d.bit_length() - 109) // 2
    if q >= 0:
        a = _math.isqrt(n // (d << 2 * q))
        a |= a * a * (d << 2 * q) != n
        return float(a << q)
    a = _math.isqrt((n << -2 * q) // d)
    a |= a * a * d != n << -2 * q
    return a / (1 << -q)

def stdev(data, xbar=None):
    kind, ss, n = _squares(list(data), xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _root(ss / (n - 1))

def pstdev(data, mu=None):
    kind, ss, n = _squares(list(data), mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _root(ss / n)

def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    result = []
    for i in range(1, n):
        if method == 'inclusive':
            j, delta = divmod(i * (size - 1), n)
        else:
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            j -= 1
        result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    return result

def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('covariance requires that both inputs have same number of data points')
    xbar, ybar = _math.fsum(x) / n, _math.fsum(y) / n
    return _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (n - 1)

def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    xbar, ybar = _math.fsum(x) / n, _math.fsum(y) / n
    sxy = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx, syy = _math.fsum((a - xbar) ** 2.0 for a in x), _math.fsum((b - ybar) ** 2.0 for b in y)
    if not sxx * syy:
        raise StatisticsError('at least one of the inputs is constant')
    return sxy / _math.sqrt(sxx * syy)

def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    n = len(x)
    xbar, ybar = _math.fsum(x) / n, _math.fsum(y) / n
    slope = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / _math.fsum((a - xbar) ** 2.0 for a in x)
    return namedtuple('LinearRegression', 'slope intercept')(slope, ybar - slope * xbar)
)py";

constexpr char kFractions[] = R"py(
import math as _math
class Fraction:
    __slots__ = ('_n', '_d')
    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if isinstance(numerator, int):
                n, d = int(numerator), 1
            elif isinstance(numerator, Fraction):
                n, d = numerator._n, numerator._d
            elif isinstance(numerator, float) or hasattr(numerator, 'as_integer_ratio'):
                n, d = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                n, d = _parse(numerator)
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            a, b = Fraction(numerator), Fraction(denominator)
            n, d = a._n * b._d, a._d * b._n
        else:
            raise TypeError('both arguments should be Rational instances')
        if d == 0:
            raise ZeroDivisionError(f'Fraction({n}, 0)')
        g = _math.gcd(n, d)
        if d < 0:
            g = -g
        self._n, self._d = n // g, d // g
        return self
    @classmethod
    def from_float(cls, f):
        return cls(f)
    @property
    def numerator(self): return self._n
    @property
    def denominator(self): return self._d
    def as_integer_ratio(self): return self._n, self._d
    def limit_denominator(self, max_denominator=1000000):
        if self._d <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._n, self._d
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        bound1, bound2 = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return bound2 if abs(bound2 - self) <= abs(bound1 - self) else bound1
    def __repr__(self): return f'{self.__class__.__name__}({self._n}, {self._d})'
    def __str__(self): return str(self._n) if self._d == 1 else f'{self._n}/{self._d}'
    def __format__(self, spec): return format(float(self), spec) if spec and spec[-1] in 'efgEFG%' else format(str(self), spec)
    def _op(self, other, exact, inexact, reverse=False):
        if isinstance(other, int):
            other = Fraction(other)
        if isinstance(other, Fraction):
            return exact(other, self) if reverse else exact(self, other)
        if isinstance(other, (float, complex)):
            return inexact(other, float(self)) if reverse else inexact(float(self), other)
        return NotImplemented
    def __add__(a, b): return a._op(b, lambda x, y: Fraction(x._n * y._d + y._n * x._d, x._d * y._d), lambda x, y: x + y)
    def __radd__(a, b): return a._op(b, lambda x, y: x + y, lambda x, y: x + y, True)
    def __sub__(a, b): return a._op(b, lambda x, y: Fraction(x._n * y._d - y._n * x._d, x._d * y._d), lambda x, y: x - y)
    def __rsub__(a, b): return a._op(b, lambda x, y: x - y, lambda x, y: x - y, True)
    def __mul__(a, b): return a._op(b, lambda x, y: Fraction(x._n * y._n, x._d * y._d), lambda x, y: x * y)
    def __rmul__(a, b): return a._op(b, lambda x, y: x * y, lambda x, y: x * y, True)
    def __truediv__(a, b): return a._op(b, lambda x, y: Fraction(x._n * y._d, x._d * y._n), lambda x, y: x / y)
    def __rtruediv__(a, b): return a._op(b, lambda x, y: x / y, lambda x, y: x / y, True)
    def __floordiv__(a, b): return a._op(b, lambda x, y: (x._n * y._d) // (x._d * y._n), lambda x, y: x // y)
    def __rfloordiv__(a, b): return a._op(b, lambda x, y: x // y, lambda x, y: x // y, True)
    def __mod__(a, b): return a._op(b, lambda x, y: x - y * (x // y), lambda x, y: x % y)
    def __rmod__(a, b): return a._op(b, lambda x, y: x % y, lambda x, y: x % y, True)
    def __pow__(a, b):
        if isinstance(b, Fraction) and b._d == 1:
            b = b._n
        if isinstance(b, int):
            return Fraction(a._n ** b, a._d ** b) if b >= 0 else Fraction(a._d ** -b, a._n ** -b)
        return float(a) ** float(b)
    def __rpow__(b, a): return a ** b._n if b._d == 1 else a ** float(b)
    def __neg__(a): return Fraction(-a._n, a._d)
    def __pos__(a): return Fraction(a)
    def __abs__(a): return Fraction(abs(a._n), a._d)
    def __float__(a): return a._n / a._d
    def __int__(a): return -(-a._n // a._d) if a._n < 0 else a._n // a._d
    __trunc__ = __int__
    def __floor__(a): return a._n // a._d
    def __ceil__(a): return -(-a._n // a._d)
    def __round__(a, ndigits=None):
        if ndigits is None:
            floor, r = divmod(a._n, a._d)
            return floor if r * 2 < a._d or (r * 2 == a._d and floor % 2 == 0) else floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(a * shift), shift) if ndigits > 0 else Fraction(round(a / shift) * shift)
    def __bool__(a): return a._n != 0
    def __hash__(a): return hash(a._n) if a._d == 1 else hash(a._n / a._d)
    def __eq__(a, b):
        if isinstance(b, (int, Fraction)):
            b = Fraction(b)
            return a._n == b._n and a._d == b._d
        return float(a) == b if isinstance(b, (float, complex)) else NotImplemented
    def _less(a, b, exact):
        if isinstance(b, (int, Fraction)):
            b = Fraction(b)
            return exact(a._n * b._d, b._n * a._d)
        return exact(float(a), b) if isinstance(b, float) else NotImplemented
    def __lt__(a, b): return a._less(b, lambda x, y: x < y)
    def __le__(a, b): return a._less(b, lambda x, y: x <= y)
    def __gt__(a, b): return a._less(b, lambda x, y: x > y)
    def __ge__(a, b): return a._less(b, lambda x, y: x >= y)

def _parse(text):
    s = text.strip()
    try:
        if '/' in s:
            n, d = s.split('/')
            if n != n.strip() or d != d.strip() or not d.isdigit():
                raise ValueError
            return int(n), int(d)
        mantissa, _, exponent = s.lower().partition('e')
        whole, _, fraction = mantissa.partition('.')
        if not (whole.lstrip('+-') + fraction).isdigit():
            raise ValueError
        n = int((whole if whole not in ('', '+', '-') else whole + '0') + fraction)
        power = (int(exponent) if exponent else 0) - len(fraction)
        return (n * 10 ** power, 1) if power >= 0 else (n, 10 ** -power)
    except ValueError:
        raise ValueError(f'Invalid literal for Fraction: {text!r}') from None
)py";

constexpr char kDecimal[] = R"py(
class DecimalException(ArithmeticError): pass
class InvalidOperation(DecimalException): pass
class DivisionByZero(DecimalException, ZeroDivisionError): pass
class Inexact(DecimalException): pass
ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN = (
    'ROUND_HALF_EVEN', 'ROUND_HALF_UP', 'ROUND_DOWN', 'ROUND_UP', 'ROUND_FLOOR', 'ROUND_CEILING', 'ROUND_HALF_DOWN')

class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN):
        self.prec, self.rounding = prec, rounding
    def __enter__(self): return self
    def __exit__(self, *args): pass
_context = Context()
def getcontext(): return _context
def setcontext(c):
    global _context
    _context = c
class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = Context((ctx or _context).prec, (ctx or _context).rounding)
        for k, v in kwargs.items():
            setattr(self._new, k, v)
    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new
    def __exit__(self, *args):
        setcontext(self._old)

def _rounded(n, drop, rounding):
    # n with its last `drop` digits removed.
    if drop <= 0:
        return n * 10 ** -drop
    sign = -1 if n < 0 else 1
    q, r = divmod(abs(n), 10 ** drop)
    half = 5 * 10 ** (drop - 1)
    up = {ROUND_HALF_EVEN: r > half or (r == half and q % 2 == 1), ROUND_HALF_UP: r >= half, ROUND_HALF_DOWN: r > half, ROUND_DOWN: False, ROUND_UP: r > 0,
          ROUND_FLOOR: r > 0 and sign < 0, ROUND_CEILING: r > 0 and sign > 0}[rounding]
    return sign * (q + up)

class Decimal:
    __slots__ = ('_n', '_e', '_s', '_minus')
    def __new__(cls, value='0', context=None):
        self = super().__new__(cls)
        self._s, self._minus = None, False
        if isinstance(value, Decimal):
            self._n, self._e, self._s, self._minus = value._n, value._e, value._s, value._minus
        elif isinstance(value, int):
            self._n, self._e = int(value), 0
        elif isinstance(value, float):
            if value != value or value in (float('inf'), float('-inf')):
                self._n, self._e, self._s = (-1 if value < 0 else 1), 0, 'NaN' if value != value else 'Infinity'
            else:
                n, d = value.as_integer_ratio()
                k = d.bit_length() - 1
                self._n, self._e = n * 5 ** k, -k
        elif isinstance(value, str):
            self._parse(value)
        elif isinstance(value, tuple):
            sign, digits, e = value
            self._n, self._e = (-1 if sign else 1) * int(''.join(map(str, digits))), e
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        return self
    def _parse(self, text):
        s = text.strip().replace('_', '').lower()
        sign = -1 if s.startswith('-') else 1
        body = s.lstrip('+-')
        if body in ('nan', 'inf', 'infinity'):
            self._n, self._e, self._s = sign, 0, 'NaN' if body == 'nan' else 'Infinity'
            return
        mantissa, _, exponent = body.partition('e')
        whole, _, fraction = mantissa.partition('.')
        if not (whole + fraction).isdigit() or (exponent and not exponent.lstrip('+-').isdigit()):
            raise InvalidOperation([ConversionSyntax])
        self._n = sign * int(whole + fraction)
        self._minus = sign < 0 and self._n == 0
        self._e = (int(exponent) if exponent else 0) - len(fraction)
    @staticmethod
    def _make(n, e, fix=True):
        self = Decimal.__new__(Decimal, 0)
        if fix:
            extra = len(str(abs(n))) - _context.prec
            if extra > 0:
                n, e = _rounded(n, extra, _context.rounding), e + extra
                if len(str(abs(n))) > _context.prec:
                    n, e = n // 10, e + 1
        self._n, self._e = n, e
        return self
    def __str__(self):
        if self._s:
            return ('-' if self._n < 0 else '') + self._s
        digits = str(abs(self._n))
        sign = '-' if self._n < 0 or self._minus else ''
        left = self._e + len(digits)
        if self._e <= 0 and left > -6:
            if self._e == 0:
                return sign + digits
            if left <= 0:
                return sign + '0.' + '0' * -left + digits
            return sign + digits[:left] + '.' + digits[left:]
        return sign + digits[0] + ('.' + digits[1:] if len(digits) > 1 else '') + f'E{left - 1:+d}'
    def __repr__(self):
        return f"Decimal('{self}')"
    def __format__(self, spec):
        if spec and spec[-1] in 'fF%' and '.' in spec:
            places = int(spec[spec.rindex('.') + 1:-1])
            shifted = Decimal._make(self._n, self._e + (2 if spec[-1] == '%' else 0), False)
            text = str(shifted.quantize(Decimal._make(1, -places, False)))
            rest = spec[:spec.rindex('.')]
            if ',' in rest:
                rest = rest.replace(',', '')
                whole, dot, fraction = text.partition('.')
                text = f'{int(whole):,}' + dot + fraction
            text += '%' if spec[-1] == '%' else ''
            return format(text, rest if rest[:1] in ('<', '>', '^', '') else '>' + rest)
        if spec and spec[-1] in 'eEgG%fn':
            return format(float(self), spec)
        return format(str(self), spec)
    @staticmethod
    def _other(x):
        return x if isinstance(x, Decimal) else Decimal(x) if isinstance(x, int) else None
    def _align(a, b):
        e = min(a._e, b._e)
        return a._n * 10 ** (a._e - e), b._n * 10 ** (b._e - e), e
    def _binary(a, b, f, reverse=False):
        b = Decimal._other(b)
        if b is None:
            return NotImplemented
        if a._s or b._s:
            raise InvalidOperation([InvalidOperation])
        return f(b, a) if reverse else f(a, b)
    def _add(a, b):
        x, y, e = a._align(b)
        return Decimal._make(x + y, e)
    def _mul(a, b):
        return Decimal._make(a._n * b._n, a._e + b._e)
    def _div(a, b):
        if b._n == 0:
            if a._n == 0:
                raise InvalidOperation([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        if a._n == 0:
            return Decimal._make(0, a._e - b._e, False)
        shift = len(str(abs(b._n))) - len(str(abs(a._n))) + _context.prec + 1
        e = a._e - b._e - shift
        if shift >= 0:
            q, r = divmod(abs(a._n) * 10 ** shift, abs(b._n))
        else:
            q, r = divmod(abs(a._n), abs(b._n) * 10 ** -shift)
        if r:
            if q % 5 == 0:
                q += 1
        else:
            ideal = a._e - b._e
            while e < ideal and q % 10 == 0:
                q //= 10
                e += 1
        return Decimal._make(-q if (a._n < 0) != (b._n < 0) else q, e)
    def _floordiv(a, b):
        if b._n == 0:
            raise DivisionByZero([DivisionByZero])
        x, y, e = a._align(b)
        q = abs(x) // abs(y)
        return Decimal._make(-q if (x < 0) != (y < 0) else q, 0)
    def _mod(a, b):
        if b._n == 0:
            raise InvalidOperation([InvalidOperation])
        x, y, e = a._align(b)
        r = abs(x) % abs(y)
        return Decimal._make(-r if x < 0 else r, e)
    def __add__(a, b): return a._binary(b, Decimal._add)
    def __radd__(a, b): return a._binary(b, Decimal._add, True)
    def __sub__(a, b): return a._binary(b, lambda x, y: x._add(-y))
    def __rsub__(a, b): return a._binary(b, lambda x, y: x._add(-y), True)
    def __mul__(a, b): return a._binary(b, Decimal._mul)
    def __rmul__(a, b): return a._binary(b, Decimal._mul, True)
    def __truediv__(a, b): return a._binary(b, Decimal._div)
    def __rtruediv__(a, b): return a._binary(b, Decimal._div, True)
    def __floordiv__(a, b): return a._binary(b, Decimal._floordiv)
    def __rfloordiv__(a, b): return a._binary(b, Decimal._floordiv, True)
    def __mod__(a, b): return a._binary(b, Decimal._mod)
    def __rmod__(a, b): return a._binary(b, Decimal._mod, True)
    def __pow__(a, b):
        b = Decimal._other(b)
        if b is None:
            return NotImplemented
        if b._e >= 0:
            n = b._n * 10 ** b._e
            power = Decimal._make(abs(a._n) ** abs(n) * (-1 if a._n < 0 and n % 2 else 1), a._e * abs(n))
            return power if n >= 0 else Decimal(1) / power
        if b == Decimal('0.5'):
            return a.sqrt()
        return Decimal(repr(float(a) ** float(b)))
    def __neg__(a): return Decimal._make(-a._n, a._e, True)
    def __pos__(a): return Decimal._make(a._n, a._e)
    def __abs__(a): return Decimal._make(abs(a._n), a._e)
    def __bool__(a): return a._n != 0
    def __int__(a): return int(_rounded(a._n, -a._e, ROUND_DOWN))
    __trunc__ = __int__
    def __floor__(a): return _rounded(a._n, -a._e, ROUND_FLOOR)
    def __ceil__(a): return _rounded(a._n, -a._e, ROUND_CEILING)
    def __float__(a): return float(str(a))
    def __round__(a, n=None):
        if n is None:
            return _rounded(a._n, -a._e, ROUND_HALF_EVEN)
        return a.quantize(Decimal._make(1, -n, False))
    def __hash__(a): return hash(int(a)) if a == int(a) else hash(float(a))
    def _compare(a, b):
        if isinstance(b, float):
            b = Decimal(b)
        b = Decimal._other(b)
        if b is None:
            return None
        if a._s or b._s:
            x, y = float(a), float(b)
            return (x > y) - (x < y)
        x, y, _ = a._align(b)
        return (x > y) - (x < y)
    def __eq__(a, b):
        c = a._compare(b)
        return NotImplemented if c is None else c == 0
    def __lt__(a, b):
        c = a._compare(b)
        return NotImplemented if c is None else c < 0
    def __le__(a, b):
        c = a._compare(b)
        return NotImplemented if c is None else c <= 0
    def __gt__(a, b):
        c = a._compare(b)
        return NotImplemented if c is None else c > 0
    def __ge__(a, b):
        c = a._compare(b)
        return NotImplemented if c is None else c >= 0
    def quantize(self, exp, rounding=None, context=None):
        exp = Decimal(exp)
        return Decimal._make(_rounded(self._n, exp._e - self._e, rounding or _context.rounding), exp._e, False)
    def sqrt(self, context=None):
        import math
        if self._n < 0:
            raise InvalidOperation([InvalidOperation])
        e = self._e
        n = self._n
        if e % 2:
            n, e = n * 10, e - 1
        shift = max(0, 2 * (_context.prec + 1) - len(str(n)))
        shift += shift % 2
        r = math.isqrt(n * 10 ** shift)
        exact = r * r == n * 10 ** shift
        e = (e - shift) // 2
        if exact:
            ideal = self._e // 2
            while e < ideal and r % 10 == 0:
                r //= 10
                e += 1
        elif r % 5 == 0:
            r += 1
        return Decimal._make(r, e)
    def normalize(self, context=None):
        n, e = self._n, self._e
        if n == 0:
            return Decimal._make(0, 0)
        while n % 10 == 0:
            n, e = n // 10, e + 1
        return Decimal._make(n, e)
    def to_integral_value(self, rounding=None, context=None):
        return Decimal._make(_rounded(self._n, -self._e, rounding or ROUND_HALF_EVEN), 0, False) if self._e < 0 else Decimal(self)
    def is_nan(self): return self._s == 'NaN'
    def is_infinite(self): return self._s == 'Infinity'
    def is_finite(self): return self._s is None
    def as_tuple(self):
        from collections import namedtuple
        return namedtuple('DecimalTuple', 'sign digits exponent')(int(self._n < 0), tuple(map(int, str(abs(self._n)))), self._e)
    def as_integer_ratio(self):
        from fractions import Fraction
        f = Fraction(str(self))
        return f.numerator, f.denominator
    @classmethod
    def from_float(cls, f): return cls(f)
class ConversionSyntax(InvalidOperation): pass
class DivisionUndefined(InvalidOperation, ZeroDivisionError): pass
)py";

}  // namespace

void register_numbers(py::Interp& in) {
  register_text(in, "statistics", kStatistics);
  register_text(in, "fractions", kFractions);
  register_text(in, "decimal", kDecimal);
}

}  // namespace misfit::modules::standard
