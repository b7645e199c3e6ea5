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
    __shown__ = 'decimal.Decimal'
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
