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
