import math as _math
pi, e, tau, inf, nan = _math.pi, _math.e, _math.tau, _math.inf, _math.nan
def phase(z):
    z = complex(z)
    return _math.atan2(z.imag, z.real)
def polar(z):
    return abs(complex(z)), phase(z)
def rect(r, phi):
    return complex(r * _math.cos(phi), r * _math.sin(phi))
def exp(z):
    z = complex(z)
    return rect(_math.exp(z.real), z.imag)
def log(z, base=None):
    z = complex(z)
    if z == 0:
        raise ValueError('math domain error')
    r = complex(_math.log(abs(z)), phase(z))
    return r if base is None else r / log(base)
def sqrt(z):
    z = complex(z)
    if z == 0:
        return 0j
    t = _math.sqrt((abs(z.real) + abs(z)) / 2)
    if z.real >= 0:
        return complex(t, z.imag / (2 * t))
    return complex(abs(z.imag) / (2 * t), _math.copysign(t, z.imag))
def cos(z):
    z = complex(z)
    return complex(_math.cos(z.real) * _math.cosh(z.imag), -_math.sin(z.real) * _math.sinh(z.imag))
def sin(z):
    z = complex(z)
    return complex(_math.sin(z.real) * _math.cosh(z.imag), _math.cos(z.real) * _math.sinh(z.imag))
def isnan(z):
    z = complex(z)
    return _math.isnan(z.real) or _math.isnan(z.imag)
def isinf(z):
    z = complex(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)
def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    return a == b or abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)
