#include "ops/special/special.h"

#include "ops/elementwise/math.h"

namespace misfit::special {

namespace {

constexpr double kEps = 1e-16;

double series_p(double a, double x) {          // igamma for x < a + 1
  double term = 1 / a, sum = term;
  for (int n = 1; n < 2000; ++n) {
    term *= x / (a + n);
    sum += term;
    if (std::abs(term) < std::abs(sum) * kEps) break;
  }
  return sum * std::exp(-x + a * std::log(x) - std::lgamma(a));
}

double fraction_q(double a, double x) {        // igammac for x >= a + 1
  double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
  for (int i = 1; i < 2000; ++i) {
    const double an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (std::abs(d) < 1e-300) d = 1e-300;
    c = b + an / c;
    if (std::abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const double change = d * c;
    h *= change;
    if (std::abs(change - 1) < kEps) break;
  }
  return std::exp(-x + a * std::log(x) - std::lgamma(a)) * h;
}

double beta_fraction(double a, double b, double x) {
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  if (std::abs(d) < 1e-300) d = 1e-300;
  d = 1 / d;
  double h = d;
  for (int m = 1; m < 1000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    if (std::abs(d) < 1e-300) d = 1e-300;
    if (std::abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    h *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    if (std::abs(d) < 1e-300) d = 1e-300;
    if (std::abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const double change = d * c;
    h *= change;
    if (std::abs(change - 1) < kEps) break;
  }
  return h;
}

// e^-x I_n(x) for n = 0, 1 and x >= 0: the series, or the asymptotic one.
double scaled_bessel(int n, double x) {
  if (x < 20) {
    double term = n ? x / 2 : 1, sum = term;
    for (int k = 1; k < 200; ++k) {
      term *= x * x / 4 / k / (k + n);
      sum += term;
      if (term < sum * kEps) break;
    }
    return sum * std::exp(-x);
  }
  double term = 1, sum = 1;
  for (int k = 1; k < 60; ++k) {
    const double next = -term * (4.0 * n * n - (2 * k - 1) * (2 * k - 1)) / (k * 8 * x);
    if (std::abs(next) > std::abs(term)) break;
    term = next;
    sum += term;
    if (std::abs(term) < kEps) break;
  }
  return sum / std::sqrt(2 * 3.14159265358979323846 * x);
}

}  // namespace

double igamma(double a, double x) {
  if (x == 0) return 0;
  if (x < 0 || a <= 0 || std::isnan(x) || std::isnan(a)) return NAN;
  if (std::isinf(x)) return 1;
  return x < a + 1 ? series_p(a, x) : 1 - fraction_q(a, x);
}

double igammac(double a, double x) {
  if (x == 0) return 1;
  if (x < 0 || a <= 0 || std::isnan(x) || std::isnan(a)) return NAN;
  if (std::isinf(x)) return 0;
  return x < a + 1 ? 1 - series_p(a, x) : fraction_q(a, x);
}

double zeta(double x, double q) {              // by Euler and Maclaurin
  if (x == 1) return INFINITY;
  if (x < 1) return NAN;
  if (q <= 0) {
    if (q == std::floor(q)) return INFINITY;
    if (x != std::floor(x)) return NAN;
  }
  static constexpr double kBernoulli[] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510};
  double sum = 0;
  int n = 0;
  for (; n < 12 || q + n < 10; ++n) sum += std::pow(q + n, -x);
  const double w = q + n;
  sum += std::pow(w, 1 - x) / (x - 1) + std::pow(w, -x) / 2;
  double factor = x * std::pow(w, -x - 1), fact = 2;
  for (int k = 0; k < 8; ++k) {
    sum += kBernoulli[k] / fact * factor;
    factor *= (x + 2 * k + 1) * (x + 2 * k + 2) / (w * w);
    fact *= (2.0 * k + 3) * (2.0 * k + 4);
  }
  return sum;
}

double polygamma(double n, double x) {
  if (n < 0 || n != std::floor(n)) return NAN;
  if (n == 0) return math::digamma(x);
  const double factorial = std::exp(std::lgamma(n + 1));
  return (std::fmod(n, 2) == 0 ? -1 : 1) * factorial * zeta(n + 1, x);
}

double betainc(double a, double b, double x) {
  if (a <= 0 || b <= 0 || x < 0 || x > 1 || std::isnan(x)) return NAN;
  if (x == 0 || x == 1) return x;
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a : 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double bessel_i0e(double x) { return scaled_bessel(0, std::abs(x)); }
double bessel_i1e(double x) { return std::copysign(scaled_bessel(1, std::abs(x)), x); }
double ndtri(double p) { return std::sqrt(2.0) * math::erfinv(2 * p - 1); }

}  // namespace misfit::special
