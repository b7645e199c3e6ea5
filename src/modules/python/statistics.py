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
