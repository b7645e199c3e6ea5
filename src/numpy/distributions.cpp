// Random variates from random bits, by NumPy's own algorithms (distributions.c, legacy-distributions.c).
#include <cmath>
#include <cstring>

#include "numpy/random.h"

namespace misfit::np {

namespace { const uint32_t kNoSeed[] = {0x4d697366u}; }

Stream::Stream(bool legacy_bits) : legacy(legacy_bits), bits(kNoSeed) { mt.init_genrand(0x4d697366u); }

void Stream::settle(const Draw* until) {
  while (!pending.empty() && pending.front().get() != until) {
    const std::shared_ptr<Draw> d = pending.front();
    pending.pop_front();
    d->active = true;
    if (const auto buffer = d->target.lock()) buffer->data();
    else {
      std::vector<std::byte> scratch(d->bytes);
      d->make(*this, scratch.data());
    }
  }
}

double Stream::normal() {
  if (!legacy) return bits.standard_normal();
  if (has_gauss) { has_gauss = false; return spare; }
  double x1, x2, r2;
  do {
    x1 = 2.0 * uniform() - 1.0;
    x2 = 2.0 * uniform() - 1.0;
    r2 = x1 * x1 + x2 * x2;
  } while (r2 >= 1.0 || r2 == 0.0);
  const double f = std::sqrt(-2.0 * std::log(r2) / r2);
  spare = f * x1;
  has_gauss = true;
  return f * x2;
}

namespace {
// The 256 layers under exp(-x): made once a run from their closed formula.
struct ExponentialZiggurat {
  uint64_t limit[256];
  double width[256], height[256];
  ExponentialZiggurat() {
    constexpr double kR = 7.69711747013104972, kV = 3.9496598225815571993e-3, kM = 9007199254740992.0;
    double d = kR, t = d;
    const double q = kV / std::exp(-d);
    limit[0] = static_cast<uint64_t>(d / q * kM);
    limit[1] = 0;
    width[0] = q / kM;
    width[255] = d / kM;
    height[0] = 1;
    height[255] = std::exp(-d);
    for (int i = 254; i >= 1; --i) {
      d = -std::log(kV / d + std::exp(-d));
      limit[i + 1] = static_cast<uint64_t>(d / t * kM);
      t = d;
      height[i] = std::exp(-d);
      width[i] = d / kM;
    }
  }
};
}  // namespace

double Stream::exponential() {
  if (legacy) return -std::log(1.0 - uniform());
  static const ExponentialZiggurat kTable;
  for (;;) {
    uint64_t r = bits.next64() >> 3;
    const auto i = static_cast<size_t>(r & 0xff);
    r >>= 8;
    const double x = static_cast<double>(r) * kTable.width[i];
    if (r < kTable.limit[i]) return x;
    if (i == 0) return 7.69711747013104972 - std::log1p(-uniform());
    if ((kTable.height[i - 1] - kTable.height[i]) * uniform() + kTable.height[i] < std::exp(-x)) return x;
  }
}

double Stream::gamma(double shape) {
  if (shape == 1.0) return exponential();
  if (shape == 0.0) return 0.0;
  if (shape < 1.0) {
    for (;;) {
      const double u = uniform(), v = exponential();
      if (u <= 1.0 - shape) {
        const double x = std::pow(u, 1. / shape);
        if (x <= v) return x;
      } else {
        const double y = -std::log((1 - u) / shape), x = std::pow(1.0 - shape + shape * y, 1. / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const double b = shape - 1. / 3., c = 1. / std::sqrt(9 * b);
  for (;;) {
    double x, v;
    do { x = normal(); v = 1.0 + c * x; } while (v <= 0.0);
    v = v * v * v;
    const double u = uniform();
    if (u < 1.0 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (std::log(u) < 0.5 * x * x + b * (1. - v + std::log(v))) return b * v;
  }
}

double Stream::beta(double a, double b) {
  if (a <= 1.0 && b <= 1.0) {
    for (;;) {
      const double u = uniform(), v = uniform(), x = std::pow(u, 1.0 / a), y = std::pow(v, 1.0 / b), sum = x + y;
      if (sum <= 1.0 && u + v > 0.0) {
        if (sum > 0) return x / sum;
        double lx = std::log(u) / a, ly = std::log(v) / b;
        const double m = std::max(lx, ly);
        lx -= m;
        ly -= m;
        return std::exp(lx - std::log(std::exp(lx) + std::exp(ly)));
      }
    }
  }
  const double x = gamma(a), y = gamma(b);
  return x / (x + y);
}

namespace {
double log_gamma(double x) {
  constexpr double a[10] = {8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00};
  if (x == 1.0 || x == 2.0) return 0.0;
  const auto n = x < 7.0 ? static_cast<int64_t>(7 - x) : 0;
  double x0 = x + static_cast<double>(n);
  const double x2 = (1.0 / x0) * (1.0 / x0);
  double g = a[9];
  for (int k = 8; k >= 0; --k) g = g * x2 + a[k];
  double out = g / x0 + 0.5 * 1.8378770664093453e+00 + (x0 - 0.5) * std::log(x0) - x0;
  if (x < 7.0) for (int64_t k = 1; k <= n; ++k) { out -= std::log(x0 - 1.0); x0 -= 1.0; }
  return out;
}
}  // namespace

int64_t Stream::poisson(double mean) {
  if (mean == 0) return 0;
  if (mean < 10) {
    const double limit = std::exp(-mean);
    double product = 1.0;
    for (int64_t x = 0;; ++x) { product *= uniform(); if (product <= limit) return x; }
  }
  const double root = std::sqrt(mean), log_mean = std::log(mean), b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b, inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = uniform() - 0.5, v = uniform(), us = 0.5 - std::fabs(u);
    const auto k = static_cast<int64_t>(std::floor((2 * a / us + b) * u + mean + 0.43));
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b) <= -mean + static_cast<double>(k) * log_mean - log_gamma(static_cast<double>(k) + 1)) return k;
  }
}

namespace {

int64_t binomial_inversion(Stream& s, int64_t n, double p) {
  const double q = 1.0 - p, qn = std::exp(static_cast<double>(n) * std::log(q)), np = static_cast<double>(n) * p;
  const auto bound = static_cast<int64_t>(std::min(static_cast<double>(n), np + 10.0 * std::sqrt(np * q + 1)));
  int64_t x = 0;
  double px = qn, u = s.uniform();
  while (u > px) {
    ++x;
    if (x > bound) { x = 0; px = qn; u = s.uniform(); }
    else { u -= px; px = (static_cast<double>(n - x + 1) * p * px) / (static_cast<double>(x) * q); }
  }
  return x;
}

double stirling(double z) { const double z2 = z * z; return (13680. - (462. - (132. - (99. - 140. / z2) / z2) / z2) / z2) / z / 166320.; }

int64_t binomial_btpe(Stream& s, int64_t count, double p) {
  const auto n = static_cast<double>(count);
  const double r = std::min(p, 1.0 - p), q = 1.0 - r, fm = n * r + r, m = std::floor(fm), p1 = std::floor(2.195 * std::sqrt(n * r * q) - 4.6 * q) + 0.5;
  const double xm = m + 0.5, xl = xm - p1, xr = xm + p1, c = 0.134 + 20.5 / (15.3 + m);
  double a = (fm - xl) / (fm - xl * r);
  const double laml = a * (1.0 + a / 2.0);
  a = (xr - fm) / (xr * q);
  const double lamr = a * (1.0 + a / 2.0), p2 = p1 * (1.0 + 2.0 * c), p3 = p2 + c / laml, p4 = p3 + c / lamr, nrq = n * r * q;
  double y;
  for (;;) {
    const double u = s.uniform() * p4;
    double v = s.uniform();
    if (u <= p1) { y = std::floor(xm - p1 * v + u); break; }
    if (u <= p2) {
      const double x = xl + (u - p1) / c;
      v = v * c + 1.0 - std::fabs(m - x + 0.5) / p1;
      if (v > 1.0) continue;
      y = std::floor(x);
    } else if (u <= p3) {
      y = std::floor(xl + std::log(v) / laml);
      if (y < 0 || v == 0.0) continue;
      v = v * (u - p2) * laml;
    } else {
      y = std::floor(xr - std::log(v) / lamr);
      if (y > n || v == 0.0) continue;
      v = v * (u - p3) * lamr;
    }
    const double k = std::fabs(y - m);
    if (!(k > 20 && k < nrq / 2.0 - 1)) {
      const double ratio = r / q, b = ratio * (n + 1);
      double f = 1.0;
      if (m < y) for (double i = m + 1; i <= y; ++i) f *= b / i - ratio;
      else if (m > y) for (double i = y + 1; i <= m; ++i) f /= b / i - ratio;
      if (v > f) continue;
      break;
    }
    const double rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5), t = -k * k / (2 * nrq), log_v = std::log(v);
    if (log_v < t - rho) break;
    if (log_v > t + rho) continue;
    const double x1 = y + 1, f1 = m + 1, z = n + 1 - m, w = n - y + 1;
    if (log_v > xm * std::log(f1 / x1) + (n - m + 0.5) * std::log(z / w) + (y - m) * std::log(w * r / (x1 * q)) + stirling(f1) + stirling(z) + stirling(x1) + stirling(w)) continue;
    break;
  }
  return static_cast<int64_t>(p > 0.5 ? n - y : y);
}

}  // namespace

int64_t Stream::binomial(int64_t n, double p) {
  if (n == 0 || p == 0) return 0;
  if (p <= 0.5) return p * static_cast<double>(n) <= 30.0 ? binomial_inversion(*this, n, p) : binomial_btpe(*this, n, p);
  const double q = 1.0 - p;
  return q * static_cast<double>(n) <= 30.0 ? n - binomial_inversion(*this, n, q) : n - binomial_btpe(*this, n, q);
}

int64_t Stream::geometric(double p) {
  if (p >= 0.333333333333333333333333) {
    int64_t x = 1;
    double sum = p, product = p;
    const double q = 1 - p, u = uniform();
    while (u > sum) { product *= q; sum += product; ++x; }
    return x;
  }
  if (legacy) return static_cast<int64_t>(std::ceil(std::log(1.0 - uniform()) / std::log(1.0 - p)));
  return static_cast<int64_t>(std::ceil(-exponential() / std::log1p(-p)));
}

uint64_t Stream::interval(uint64_t top) {
  if (top == 0) return 0;
  if (!legacy) return bits.masked_up_to(top);
  uint64_t mask = top;
  for (int s = 1; s < 64; s *= 2) mask |= mask >> s;
  uint64_t v;
  do v = (top <= 0xffffffffu ? uint64_t{u32()} : (uint64_t{mt.next()} << 32 | mt.next())) & mask; while (v > top);
  return v;
}

uint64_t Stream::bounded(uint64_t top) { return legacy ? interval(top) : bits.up_to(top); }

}  // namespace misfit::np
