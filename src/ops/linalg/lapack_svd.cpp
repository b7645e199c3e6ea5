#include "ops/linalg/lapack_svd.h"

#include <algorithm>

namespace misfit::dense {
namespace {

using M = Matrix<double>;
constexpr double kEps = std::numeric_limits<double>::epsilon() / 2;

double sign(double a, double b) { return std::copysign(a, b); }

struct Givens { double c, s, r; };
Givens dlartg(double f, double g) {
  if (g == 0) return {1, 0, f};
  if (f == 0) return {0, sign(1, g), std::abs(g)};
  const double d = std::sqrt(f * f + g * g), r = sign(d, f);
  return {std::abs(f) / d, g / r, r};
}

// The reflection that turns (alpha, x) into (beta, 0); x becomes its vector. Answers tau.
double dlarfg(double& alpha, std::vector<double>& x) {
  double norm = 0;
  for (double v : x) norm += v * v;
  norm = std::sqrt(norm);
  if (norm == 0) return 0;
  const double beta = -sign(std::hypot(alpha, norm), alpha), tau = (beta - alpha) / beta;
  for (double& v : x) v /= alpha - beta;
  alpha = beta;
  return tau;
}

// a = q r; q square.
void qr_of(M& a, M& q) {
  q = M::identity(a.rows, a.rows);
  for (int64_t k = 0; k < std::min(a.rows, a.cols); ++k) {
    std::vector<double> x;
    for (int64_t i = k + 1; i < a.rows; ++i) x.push_back(a(i, k));
    const double tau = dlarfg(a(k, k), x);
    for (int64_t i = k + 1; i < a.rows; ++i) a(i, k) = 0;
    const auto reflect = [&](M& m, int64_t j, bool column) {        // H m, column j; or m H, row j
      double dot = column ? m(k, j) : m(j, k);
      for (size_t i = 0; i < x.size(); ++i) dot += x[i] * (column ? m(k + 1 + static_cast<int64_t>(i), j) : m(j, k + 1 + static_cast<int64_t>(i)));
      (column ? m(k, j) : m(j, k)) -= tau * dot;
      for (size_t i = 0; i < x.size(); ++i) (column ? m(k + 1 + static_cast<int64_t>(i), j) : m(j, k + 1 + static_cast<int64_t>(i))) -= tau * dot * x[i];
    };
    if (tau == 0) continue;
    for (int64_t j = k + 1; j < a.cols; ++j) reflect(a, j, true);
    for (int64_t i = 0; i < q.rows; ++i) reflect(q, i, false);
  }
}

// q and p with qᵀ a p bidiagonal (upper) in d and e; a has at least as many rows as columns.
void bidiagonal(M a, M& q, M& p, std::vector<double>& d, std::vector<double>& e) {
  const int64_t m = a.rows, n = a.cols;
  q = M::identity(m, m);
  p = M::identity(n, n);
  for (int64_t k = 0; k < n; ++k) {
    std::vector<double> x;
    for (int64_t i = k + 1; i < m; ++i) x.push_back(a(i, k));
    double tau = dlarfg(a(k, k), x);
    d.push_back(a(k, k));
    x.insert(x.begin(), 1.0);
    for (int64_t j = k + 1; j < n && tau != 0; ++j) {
      double dot = 0;
      for (size_t i = 0; i < x.size(); ++i) dot += x[i] * a(k + static_cast<int64_t>(i), j);
      for (size_t i = 0; i < x.size(); ++i) a(k + static_cast<int64_t>(i), j) -= tau * dot * x[i];
    }
    for (int64_t i = 0; i < m && tau != 0; ++i) {
      double dot = 0;
      for (size_t j = 0; j < x.size(); ++j) dot += x[j] * q(i, k + static_cast<int64_t>(j));
      for (size_t j = 0; j < x.size(); ++j) q(i, k + static_cast<int64_t>(j)) -= tau * dot * x[j];
    }
    if (k + 1 >= n) continue;
    std::vector<double> y;
    for (int64_t j = k + 2; j < n; ++j) y.push_back(a(k, j));
    tau = dlarfg(a(k, k + 1), y);
    e.push_back(a(k, k + 1));
    y.insert(y.begin(), 1.0);
    const auto right = [&](M& w, int64_t i) {
      double dot = 0;
      for (size_t j = 0; j < y.size(); ++j) dot += y[j] * w(i, k + 1 + static_cast<int64_t>(j));
      for (size_t j = 0; j < y.size(); ++j) w(i, k + 1 + static_cast<int64_t>(j)) -= tau * dot * y[j];
    };
    for (int64_t i = k + 1; i < m && tau != 0; ++i) right(a, i);
    for (int64_t i = 0; i < n && tau != 0; ++i) right(p, i);
  }
}

void turn_rows(M& a, int64_t j, double c, double s) {                // dlasr, from the left
  for (int64_t i = 0; i < a.cols; ++i) {
    const double low = a(j + 1, i);
    a(j + 1, i) = c * low - s * a(j, i);
    a(j, i) = s * low + c * a(j, i);
  }
}
void turn_columns(M& a, int64_t j, double c, double s) {
  for (int64_t i = 0; i < a.rows; ++i) {
    const double right = a(i, j + 1);
    a(i, j + 1) = c * right - s * a(i, j);
    a(i, j) = s * right + c * a(i, j);
  }
}

double dlas2(double f, double g, double h) {                         // the lesser singular value of [f g; 0 h]
  const double fa = std::abs(f), ga = std::abs(g), ha = std::abs(h), low = std::min(fa, ha), high = std::max(fa, ha);
  if (low == 0) return 0;
  const double as = 1 + low / high, at = (high - low) / high;
  if (ga < high) {
    const double au = (ga / high) * (ga / high);
    return low * (2 / (std::sqrt(as * as + au) + std::sqrt(at * at + au)));
  }
  const double au = high / ga;
  if (au == 0) return low * high / ga;
  const double c = 1 / (std::sqrt(1 + as * au * (as * au)) + std::sqrt(1 + at * au * (at * au)));
  return 2 * (low * c * au);
}

struct Two { double smin, smax, snr, csr, snl, csl; };
Two dlasv2(double f, double g, double h) {
  double ft = f, fa = std::abs(f), ht = h, ha = std::abs(h);
  int pmax = 1;
  const bool swap = ha > fa;
  if (swap) {
    pmax = 3;
    std::swap(ft, ht);
    std::swap(fa, ha);
  }
  const double gt = g, ga = std::abs(g);
  double smin, smax, clt, crt, slt, srt;
  if (ga == 0) {
    smin = ha;
    smax = fa;
    clt = crt = 1;
    slt = srt = 0;
  } else {
    bool small = true;
    if (ga > fa) {
      pmax = 2;
      small = fa / ga >= kEps;
    }
    if (!small) {
      smax = ga;
      smin = ha > 1 ? fa / (ga / ha) : fa / ga * ha;
      clt = 1;
      slt = ht / gt;
      srt = 1;
      crt = ft / gt;
    } else {
      const double d = fa - ha, m = gt / ft, mm = m * m;
      double l = d == fa ? 1 : d / fa, t = 2 - l;
      const double s = std::sqrt(t * t + mm), r = l == 0 ? std::abs(m) : std::sqrt(l * l + mm), a = 0.5 * (s + r);
      smin = ha / a;
      smax = fa * a;
      if (mm == 0) t = l == 0 ? sign(2, ft) * sign(1, gt) : gt / sign(d, ft) + m / t;
      else t = (m / (s + t) + m / (r + l)) * (1 + a);
      l = std::sqrt(t * t + 4);
      crt = 2 / l;
      srt = t / l;
      clt = (crt + srt * m) / a;
      slt = ht / ft * srt / a;
    }
  }
  Two o{};
  o.csl = swap ? srt : clt;
  o.snl = swap ? crt : slt;
  o.csr = swap ? slt : crt;
  o.snr = swap ? clt : srt;
  const double t = pmax == 1 ? sign(1, o.csr) * sign(1, o.csl) * sign(1, f) : pmax == 2 ? sign(1, o.snr) * sign(1, o.csl) * sign(1, g) : sign(1, o.snr) * sign(1, o.snl) * sign(1, h);
  o.smax = sign(smax, t);
  o.smin = sign(smin, t * sign(1, f) * sign(1, h));
  return o;
}

// dbdsqr: the singular values of an upper bidiagonal matrix, its rotations applied to u (columns) and vt (rows).
void dbdsqr(std::vector<double>& d, std::vector<double>& e, M& u, M& vt) {
  const int64_t n = static_cast<int64_t>(d.size());
  const auto D = [&](int64_t i) -> double& { return d[static_cast<size_t>(i)]; };
  const auto E = [&](int64_t i) -> double& { return e[static_cast<size_t>(i)]; };
  const double tol = std::max(10.0, std::min(100.0, std::pow(kEps, -0.125))) * kEps;
  double least = n ? std::abs(D(0)) : 0, mu = least;
  for (int64_t i = 1; i < n && least != 0; ++i) {
    mu = std::abs(D(i)) * (mu / (mu + std::abs(E(i - 1))));
    least = std::min(least, mu);
  }
  const double thresh = std::max(tol * (least / std::sqrt(static_cast<double>(std::max<int64_t>(n, 1)))), 6.0 * static_cast<double>(n * n) * std::numeric_limits<double>::min());
  int64_t old_ll = -1, old_m = -1, m = n - 1, rounds = 0;
  int direction = 0;
  while (m > 0 && rounds < 60 * n * n) {
    double smax = std::abs(D(m)), smin = 0;
    int64_t ll = -1;
    bool split = false;
    for (int64_t at = m - 1; at >= 0; --at) {
      if (std::abs(E(at)) <= thresh) {
        E(at) = 0;
        ll = at;
        split = at == m - 1;
        break;
      }
      smax = std::max(smax, std::max(std::abs(D(at)), std::abs(E(at))));
    }
    if (split) { --m; continue; }
    ++ll;
    if (ll == m - 1) {
      const Two b = dlasv2(D(m - 1), E(m - 1), D(m));
      D(m - 1) = b.smax;
      E(m - 1) = 0;
      D(m) = b.smin;
      turn_rows(vt, m - 1, b.csr, b.snr);
      turn_columns(u, m - 1, b.csl, b.snl);
      m -= 2;
      continue;
    }
    if (ll > old_m || m < old_ll) direction = std::abs(D(ll)) >= std::abs(D(m)) ? 1 : 2;
    bool zeroed = false;
    if (direction == 1) {
      if (std::abs(E(m - 1)) <= tol * std::abs(D(m))) { E(m - 1) = 0; continue; }
      smin = mu = std::abs(D(ll));
      for (int64_t i = ll; i < m && !zeroed; ++i) {
        if (std::abs(E(i)) <= tol * mu) { E(i) = 0; zeroed = true; break; }
        mu = std::abs(D(i + 1)) * (mu / (mu + std::abs(E(i))));
        smin = std::min(smin, mu);
      }
    } else {
      if (std::abs(E(ll)) <= tol * std::abs(D(ll))) { E(ll) = 0; continue; }
      smin = mu = std::abs(D(m));
      for (int64_t i = m - 1; i >= ll && !zeroed; --i) {
        if (std::abs(E(i)) <= tol * mu) { E(i) = 0; zeroed = true; break; }
        mu = std::abs(D(i)) * (mu / (mu + std::abs(E(i))));
        smin = std::min(smin, mu);
      }
    }
    if (zeroed) continue;
    old_ll = ll;
    old_m = m;
    double shift = 0;
    if (static_cast<double>(n) * tol * (smin / smax) > std::max(kEps, 0.01 * tol)) {
      const double edge = std::abs(direction == 1 ? D(ll) : D(m));
      shift = direction == 1 ? dlas2(D(m - 1), E(m - 1), D(m)) : dlas2(D(ll), E(ll), D(ll + 1));
      if (edge > 0 && (shift / edge) * (shift / edge) < kEps) shift = 0;
    }
    rounds += m - ll;
    if (shift == 0 && direction == 1) {
      double cs = 1, old_cs = 1, old_sn = 0;
      for (int64_t i = ll; i < m; ++i) {
        const Givens a = dlartg(D(i) * cs, E(i));
        cs = a.c;
        if (i > ll) E(i - 1) = old_sn * a.r;
        const Givens b = dlartg(old_cs * a.r, D(i + 1) * a.s);
        old_cs = b.c;
        old_sn = b.s;
        D(i) = b.r;
        turn_rows(vt, i, a.c, a.s);
        turn_columns(u, i, b.c, b.s);
      }
      const double h = D(m) * cs;
      D(m) = h * old_cs;
      E(m - 1) = h * old_sn;
    } else if (shift == 0) {
      double cs = 1, old_cs = 1, old_sn = 0;
      for (int64_t i = m; i > ll; --i) {
        const Givens a = dlartg(D(i) * cs, E(i - 1));
        cs = a.c;
        if (i < m) E(i) = old_sn * a.r;
        const Givens b = dlartg(old_cs * a.r, D(i - 1) * a.s);
        old_cs = b.c;
        old_sn = b.s;
        D(i) = b.r;
        turn_rows(vt, i - 1, b.c, -b.s);
        turn_columns(u, i - 1, a.c, -a.s);
      }
      const double h = D(ll) * cs;
      D(ll) = h * old_cs;
      E(ll) = h * old_sn;
    } else if (direction == 1) {
      double f = (std::abs(D(ll)) - shift) * (sign(1, D(ll)) + shift / D(ll)), g = E(ll);
      for (int64_t i = ll; i < m; ++i) {
        const Givens a = dlartg(f, g);
        if (i > ll) E(i - 1) = a.r;
        f = a.c * D(i) + a.s * E(i);
        E(i) = a.c * E(i) - a.s * D(i);
        g = a.s * D(i + 1);
        D(i + 1) = a.c * D(i + 1);
        const Givens b = dlartg(f, g);
        D(i) = b.r;
        f = b.c * E(i) + b.s * D(i + 1);
        D(i + 1) = b.c * D(i + 1) - b.s * E(i);
        if (i < m - 1) {
          g = b.s * E(i + 1);
          E(i + 1) = b.c * E(i + 1);
        }
        turn_rows(vt, i, a.c, a.s);
        turn_columns(u, i, b.c, b.s);
      }
      E(m - 1) = f;
    } else {
      double f = (std::abs(D(m)) - shift) * (sign(1, D(m)) + shift / D(m)), g = E(m - 1);
      for (int64_t i = m; i > ll; --i) {
        const Givens a = dlartg(f, g);
        if (i < m) E(i) = a.r;
        f = a.c * D(i) + a.s * E(i - 1);
        E(i - 1) = a.c * E(i - 1) - a.s * D(i);
        g = a.s * D(i - 1);
        D(i - 1) = a.c * D(i - 1);
        const Givens b = dlartg(f, g);
        D(i) = b.r;
        f = b.c * E(i - 1) + b.s * D(i - 1);
        D(i - 1) = b.c * D(i - 1) - b.s * E(i - 1);
        if (i > ll + 1) {
          g = b.s * E(i - 2);
          E(i - 2) = b.c * E(i - 2);
        }
        turn_rows(vt, i - 1, b.c, -b.s);
        turn_columns(u, i - 1, a.c, -a.s);
      }
      E(ll) = f;
    }
    double& edge = direction == 1 ? E(m - 1) : E(ll);
    if (std::abs(edge) <= thresh) edge = 0;
  }
  for (int64_t i = 0; i < n; ++i)
    if (std::signbit(D(i)) && D(i) != 0) {
      D(i) = -D(i);
      for (int64_t j = 0; j < vt.cols; ++j) vt(i, j) = -vt(i, j);
    }
  for (int64_t i = 0; i + 1 < n; ++i) {
    const int64_t last = n - 1 - i;
    int64_t low = 0;
    for (int64_t j = 1; j <= last; ++j)
      if (D(j) <= D(low)) low = j;
    if (low == last) continue;
    std::swap(D(low), D(last));
    for (int64_t j = 0; j < vt.cols; ++j) std::swap(vt(low, j), vt(last, j));
    for (int64_t j = 0; j < u.rows; ++j) std::swap(u(j, low), u(j, last));
  }
}

}  // namespace

void lapack_svd(const M& given, M* u_out, std::vector<double>* s_out, M* vt_out) {
  const bool wide = given.cols > given.rows;
  const M tall = wide ? given.transposed() : given;                  // lower bidiagonal matrices are upper ones transposed
  const int64_t m = tall.rows, n = tall.cols;
  M q = M::identity(m, m), core = tall;
  if (n > 0 && m >= n * 11 / 6 && m > n) {
    M r = tall;
    qr_of(r, q);
    core = M(n, n);
    std::copy_n(r.v.begin(), static_cast<size_t>(n * n), core.v.begin());
  }
  M left, right;
  std::vector<double> d, e;
  bidiagonal(core, left, right, d, e);
  M u = M::identity(n, n), vt = M::identity(n, n);
  std::vector<Givens> turned;
  if (wide)                                                          // the lower bidiagonal matrix made upper by rotations of its rows
    for (int64_t i = 0; i + 1 < n; ++i) {
      const size_t k = static_cast<size_t>(i);
      const Givens g = dlartg(d[k], e[k]);
      d[k] = g.r;
      e[k] = g.s * d[k + 1];
      d[k + 1] = g.c * d[k + 1];
      turned.push_back(g);
    }
  dbdsqr(d, e, u, vt);
  for (size_t i = turned.size(); i-- > 0;) turn_rows(u, static_cast<int64_t>(i), turned[i].c, -turned[i].s);
  // Outer reflections: for a tall matrix left · u and vt · rightᵀ; for a wide one the other way round.
  const M inner_u = wide ? vt.transposed() : u, inner_v = wide ? u : vt.transposed();
  M big = M::identity(left.rows, left.rows);
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = 0; j < n; ++j) big(i, j) = inner_u(i, j);
  M full = product(left, big);
  if (full.rows < m) {
    M more = M::identity(m, m);
    for (int64_t i = 0; i < full.rows; ++i)
      for (int64_t j = 0; j < full.rows; ++j) more(i, j) = full(i, j);
    full = product(q, more);
  }
  const M other = product(right, inner_v);
  *s_out = d;
  *u_out = wide ? other : full;
  *vt_out = wide ? full.transposed() : other.transposed();
}

}  // namespace misfit::dense
