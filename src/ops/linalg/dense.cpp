#include "ops/linalg/dense.h"

#include <algorithm>

namespace misfit::dense {

template <class T> Lu<T> lu(Matrix<T> a) {
  Lu<T> out;
  const int64_t n = a.rows;
  for (int64_t i = 0; i < n; ++i) out.order.push_back(i);
  for (int64_t k = 0; k < n; ++k) {
    int64_t best = k;
    for (int64_t i = k + 1; i < n; ++i)
      if (std::abs(a(i, k)) > std::abs(a(best, k))) best = i;
    if (!(std::abs(a(best, k)) > 0)) {
      out.singular = true;
      continue;
    }
    if (best != k) {
      for (int64_t j = 0; j < n; ++j) std::swap(a(k, j), a(best, j));
      std::swap(out.order[static_cast<size_t>(k)], out.order[static_cast<size_t>(best)]);
      ++out.swaps;
    }
    for (int64_t i = k + 1; i < n; ++i) a(i, k) /= a(k, k);
    for (int64_t i = k + 1; i < n; ++i)
      for (int64_t j = k + 1; j < n; ++j) a(i, j) -= a(i, k) * a(k, j);
  }
  out.lu = std::move(a);
  return out;
}

template <class T> void solve_triangular(const Matrix<T>& t, bool lower, bool unit, Matrix<T>& b) {
  const int64_t n = t.rows;
  for (int64_t step = 0; step < n; ++step) {
    const int64_t i = lower ? step : n - 1 - step;
    if (!unit) {
      if (b.cols == 1) {
        b(i, 0) /= t(i, i);
      } else {
        const T inverse = T(1) / t(i, i);
        for (int64_t j = 0; j < b.cols; ++j) b(i, j) *= inverse;
      }
    }
    for (int64_t r = lower ? i + 1 : 0; r < (lower ? n : i); ++r)
      for (int64_t j = 0; j < b.cols; ++j) b(r, j) -= b(i, j) * t(r, i);
  }
}

template <class T> Matrix<T> solve(const Lu<T>& f, const Matrix<T>& b) {
  Matrix<T> x(b.rows, b.cols);
  for (int64_t i = 0; i < b.rows; ++i)
    for (int64_t j = 0; j < b.cols; ++j) x(i, j) = b(f.order[static_cast<size_t>(i)], j);
  solve_triangular(f.lu, true, true, x);
  solve_triangular(f.lu, false, false, x);
  return x;
}

template <class T> T determinant(const Lu<T>& f) {
  T product = f.swaps % 2 ? T(-1) : T(1);
  T diagonal = 1;
  for (int64_t i = 0; i < f.lu.rows; ++i) diagonal *= f.lu(i, i);
  return product * diagonal;
}

template <class T> Matrix<T> product(const Matrix<T>& a, const Matrix<T>& b) {
  Matrix<T> out(a.rows, b.cols);
  for (int64_t i = 0; i < a.rows; ++i)
    for (int64_t k = 0; k < a.cols; ++k)
      for (int64_t j = 0; j < b.cols; ++j) out(i, j) += a(i, k) * b(k, j);
  return out;
}

template <class T> bool cholesky(Matrix<T>& a) {
  const int64_t n = a.rows;
  for (int64_t k = 0; k < n; ++k) {
    T squares = 0;
    for (int64_t j = 0; j < k; ++j) squares += a(k, j) * a(k, j);
    T x = a(k, k);
    if (k > 0) x -= squares;
    if (!(x > 0)) return false;
    x = std::sqrt(x);
    a(k, k) = x;
    for (int64_t i = k + 1; i < n; ++i) {
      T dot = 0;
      for (int64_t j = 0; j < k; ++j) dot += a(i, j) * a(k, j);
      if (k > 0) a(i, k) -= dot;
      a(i, k) /= x;
    }
  }
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = i + 1; j < n; ++j) a(i, j) = 0;
  return true;
}

namespace {

// Turns column k of `a` below row k into zeros; the reflection's vector (without its leading 1) stays there, tau is answered.
template <class T> T reflect_column(Matrix<T>& a, int64_t k, int64_t col) {
  T tail = 0;
  for (int64_t i = k + 1; i < a.rows; ++i) tail += a(i, col) * a(i, col);
  const T c0 = a(k, col);
  if (tail <= std::numeric_limits<T>::min()) {
    for (int64_t i = k + 1; i < a.rows; ++i) a(i, col) = 0;
    return 0;
  }
  T beta = std::sqrt(c0 * c0 + tail);
  if (c0 >= 0) beta = -beta;
  for (int64_t i = k + 1; i < a.rows; ++i) a(i, col) /= c0 - beta;
  a(k, col) = beta;
  return (beta - c0) / beta;
}

// Applies the reflection whose vector is in column `col` of `h` below row k to columns [first, ...) of `m`.
template <class T> void apply_left(const Matrix<T>& h, int64_t k, int64_t col, T tau, Matrix<T>& m, int64_t first) {
  if (tau == 0) return;
  for (int64_t j = first; j < m.cols; ++j) {
    T dot = 0;
    for (int64_t i = k + 1; i < h.rows; ++i) dot += h(i, col) * m(i, j);
    dot += m(k, j);
    m(k, j) -= tau * dot;
    for (int64_t i = k + 1; i < h.rows; ++i) m(i, j) -= tau * h(i, col) * dot;
  }
}

// Householder QR, with columns taken by falling norm if `order` is given.
template <class T> void reflections(Matrix<T>& a, std::vector<T>& taus, std::vector<int64_t>* order) {
  const int64_t steps = std::min(a.rows, a.cols);
  if (order)
    for (int64_t j = 0; j < a.cols; ++j) order->push_back(j);
  for (int64_t k = 0; k < steps; ++k) {
    if (order) {
      int64_t best = k;
      T most = -1;
      for (int64_t j = k; j < a.cols; ++j) {
        T norm = 0;
        for (int64_t i = k; i < a.rows; ++i) norm += a(i, j) * a(i, j);
        if (norm > most) { most = norm; best = j; }
      }
      if (best != k) {
        for (int64_t i = 0; i < a.rows; ++i) std::swap(a(i, k), a(i, best));
        std::swap((*order)[static_cast<size_t>(k)], (*order)[static_cast<size_t>(best)]);
      }
    }
    taus.push_back(reflect_column(a, k, k));
    apply_left(a, k, k, taus.back(), a, k + 1);
  }
}

template <class T> Matrix<T> orthogonal_of(const Matrix<T>& a, const std::vector<T>& taus) {
  Matrix<T> q = Matrix<T>::identity(a.rows, a.rows);
  for (int64_t k = static_cast<int64_t>(taus.size()) - 1; k >= 0; --k) apply_left(a, k, k, taus[static_cast<size_t>(k)], q, k);
  return q;
}

template <class T> struct Rotation {
  T c = 1, s = 0;
  Rotation transposed() const { return {c, -s}; }
  Rotation operator*(const Rotation& o) const { return {c * o.c - s * o.s, c * o.s + s * o.c}; }
};
template <class T> void rotate(T& x, T& y, const Rotation<T>& j) {
  const T a = x, b = y;
  x = j.c * a + j.s * b;
  y = -j.s * a + j.c * b;
}
template <class T> void rotate_rows(Matrix<T>& m, int64_t p, int64_t q, const Rotation<T>& j) {
  for (int64_t i = 0; i < m.cols; ++i) rotate(m(p, i), m(q, i), j);
}
template <class T> void rotate_columns(Matrix<T>& m, int64_t p, int64_t q, const Rotation<T>& j) {
  for (int64_t i = 0; i < m.rows; ++i) rotate(m(i, p), m(i, q), j.transposed());
}

template <class T> Rotation<T> jacobi(T x, T y, T z) {
  const T twice = 2 * std::abs(y);
  if (twice < std::numeric_limits<T>::min()) return {};
  const T tau = (x - z) / twice, w = std::sqrt(tau * tau + 1);
  const T t = tau > 0 ? 1 / (tau + w) : 1 / (tau - w);
  const T n = 1 / std::sqrt(t * t + 1);
  return {n, -(t > 0 ? T(1) : T(-1)) * (y / std::abs(y)) * std::abs(t) * n};
}

// The rotation that makes the second of two numbers zero (Eigen's makeGivens).
template <class T> Rotation<T> givens(T p, T q) {
  if (q == 0) return {p < 0 ? T(-1) : T(1), 0};
  if (p == 0) return {0, q < 0 ? T(1) : T(-1)};
  if (std::abs(p) > std::abs(q)) {
    const T t = q / p;
    T u = std::sqrt(1 + t * t);
    if (p < 0) u = -u;
    const T c = 1 / u;
    return {c, -t * c};
  }
  const T t = p / q;
  T u = std::sqrt(1 + t * t);
  if (q < 0) u = -u;
  const T s = -1 / u;
  return {-t * s, s};
}

}  // namespace

template <class T> void qr(const Matrix<T>& a, Matrix<T>* q, Matrix<T>* r) {
  Matrix<T> work = a;
  std::vector<T> taus;
  reflections(work, taus, nullptr);
  if (q) *q = orthogonal_of(work, taus);
  if (!r) return;
  *r = work;
  for (int64_t i = 0; i < r->rows; ++i)
    for (int64_t j = 0; j < std::min(i, r->cols); ++j) (*r)(i, j) = 0;
}

template <class T> void self_adjoint_eigen(const Matrix<T>& given, std::vector<T>* values, Matrix<T>* vectors) {
  const int64_t n = given.rows;
  Matrix<T> a = given;
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = i + 1; j < n; ++j) a(i, j) = a(j, i);
  T scale = 0;
  for (const T& x : a.v) scale = std::max(scale, std::abs(x));
  if (scale == 0) scale = 1;
  for (T& x : a.v) x /= scale;
  // To a tridiagonal matrix, by reflections.
  std::vector<T> diagonal(static_cast<size_t>(n)), side(static_cast<size_t>(std::max<int64_t>(n - 1, 0))), taus;
  Matrix<T> kept = a;                        // the vectors of the reflections below the first subdiagonal
  for (int64_t i = 0; i + 1 < n; ++i) {
    Matrix<T> column(n, 1);
    for (int64_t r = i + 1; r < n; ++r) column(r, 0) = a(r, i);
    const T tau = reflect_column(column, i + 1, 0);
    side[static_cast<size_t>(i)] = column(i + 1, 0);
    taus.push_back(tau);
    for (int64_t r = i + 2; r < n; ++r) kept(r, i) = column(r, 0);
    if (tau == 0) continue;
    std::vector<T> h(static_cast<size_t>(n), 0), p(static_cast<size_t>(n), 0);
    h[static_cast<size_t>(i + 1)] = 1;
    for (int64_t r = i + 2; r < n; ++r) h[static_cast<size_t>(r)] = column(r, 0);
    T dot = 0;
    for (int64_t r = i + 1; r < n; ++r) {
      for (int64_t c = i + 1; c < n; ++c) p[static_cast<size_t>(r)] += a(r, c) * tau * h[static_cast<size_t>(c)];
      dot += p[static_cast<size_t>(r)] * h[static_cast<size_t>(r)];
    }
    for (int64_t r = i + 1; r < n; ++r) p[static_cast<size_t>(r)] += T(-0.5) * tau * dot * h[static_cast<size_t>(r)];
    for (int64_t r = i + 1; r < n; ++r)
      for (int64_t c = i + 1; c < n; ++c) a(r, c) -= h[static_cast<size_t>(r)] * p[static_cast<size_t>(c)] + p[static_cast<size_t>(r)] * h[static_cast<size_t>(c)];
  }
  for (int64_t i = 0; i < n; ++i) diagonal[static_cast<size_t>(i)] = a(i, i);
  Matrix<T> q = Matrix<T>::identity(n, n);
  for (int64_t i = n - 2; i >= 0; --i) apply_left(kept, i + 1, i, taus[static_cast<size_t>(i)], q, i + 1);
  // Implicit QR steps on what is left.
  const T tiny = std::numeric_limits<T>::min(), precision = 2 * std::numeric_limits<T>::epsilon();
  (void)precision;
  int64_t end = n - 1, start = 0, rounds = 0;
  const auto D = [&](int64_t i) -> T& { return diagonal[static_cast<size_t>(i)]; };
  const auto S = [&](int64_t i) -> T& { return side[static_cast<size_t>(i)]; };
  while (end > 0) {
    for (int64_t i = start; i < end; ++i) {
      if (std::abs(S(i)) < tiny) { S(i) = 0; continue; }
      const T scaled = (T(1) / std::numeric_limits<T>::epsilon()) * S(i);
      if (scaled * scaled <= std::abs(D(i)) + std::abs(D(i + 1))) S(i) = 0;
    }
    while (end > 0 && S(end - 1) == 0) --end;
    if (end <= 0 || ++rounds > 30 * n) break;
    start = end - 1;
    while (start > 0 && S(start - 1) != 0) --start;
    const T td = (D(end - 1) - D(end)) * T(0.5), e = S(end - 1);
    T mu = D(end);
    if (td == 0) {
      mu -= std::abs(e);
    } else if (e != 0) {
      const T e2 = e * e, h = std::hypot(td, e);
      if (e2 == 0) mu -= e / ((td + (td > 0 ? h : -h)) / e);
      else mu -= e2 / (td + (td > 0 ? h : -h));
    }
    T x = D(start) - mu, z = S(start);
    for (int64_t k = start; k < end && z != 0; ++k) {
      const Rotation<T> rot = givens(x, z);
      const T sdk = rot.s * D(k) + rot.c * S(k), dkp1 = rot.s * S(k) + rot.c * D(k + 1);
      D(k) = rot.c * (rot.c * D(k) - rot.s * S(k)) - rot.s * (rot.c * S(k) - rot.s * D(k + 1));
      D(k + 1) = rot.s * sdk + rot.c * dkp1;
      S(k) = rot.c * sdk - rot.s * dkp1;
      if (k > start) S(k - 1) = rot.c * S(k - 1) - rot.s * z;
      x = S(k);
      if (k < end - 1) {
        z = -rot.s * S(k + 1);
        S(k + 1) = rot.c * S(k + 1);
      }
      rotate_columns(q, k, k + 1, rot);
    }
  }
  for (int64_t i = 0; i + 1 < n; ++i) {      // ascending
    int64_t least = i;
    for (int64_t j = i + 1; j < n; ++j)
      if (D(j) < D(least)) least = j;
    if (least == i) continue;
    std::swap(D(i), D(least));
    for (int64_t r = 0; r < n; ++r) std::swap(q(r, i), q(r, least));
  }
  for (T& x : diagonal) x *= scale;
  *values = std::move(diagonal);
  if (vectors) *vectors = std::move(q);
}

template <class T> void svd(const Matrix<T>& given, Matrix<T>* u_out, std::vector<T>* s_out, Matrix<T>* v_out) {
  const int64_t rows = given.rows, cols = given.cols, n = std::min(rows, cols);
  T scale = 0;
  for (const T& x : given.v) scale = std::max(scale, std::abs(x));
  if (!(scale > 0) || !std::isfinite(scale)) scale = 1;
  Matrix<T> a = given;
  for (T& x : a.v) x /= scale;
  Matrix<T> u = Matrix<T>::identity(rows, rows), v = Matrix<T>::identity(cols, cols), w = a;
  if (rows != cols) {                        // a square problem, by a QR of the longer side
    Matrix<T> work = rows > cols ? a : a.transposed();
    std::vector<T> taus;
    std::vector<int64_t> order;
    reflections(work, taus, &order);
    Matrix<T> r(n, n), permutation(n, n);
    for (int64_t i = 0; i < n; ++i)
      for (int64_t j = i; j < n; ++j) r(i, j) = work(i, j);
    for (int64_t j = 0; j < n; ++j) permutation(order[static_cast<size_t>(j)], j) = 1;
    (rows > cols ? u : v) = orthogonal_of(work, taus);
    (rows > cols ? v : u) = permutation;
    w = rows > cols ? r : r.transposed();
  }
  const T precision = 2 * std::numeric_limits<T>::epsilon(), tiny = std::numeric_limits<T>::min();
  T greatest = 0;
  for (int64_t i = 0; i < n; ++i) greatest = std::max(greatest, std::abs(w(i, i)));
  bool finished = false;
  for (int round = 0; !finished && round < 100; ++round) {
    finished = true;
    for (int64_t p = 1; p < n; ++p)
      for (int64_t q = 0; q < p; ++q) {
        const T threshold = std::max(tiny, precision * greatest);
        if (!(std::abs(w(p, q)) > threshold || std::abs(w(q, p)) > threshold)) continue;
        finished = false;
        T m00 = w(p, p), m01 = w(p, q), m10 = w(q, p), m11 = w(q, q);
        Rotation<T> first;
        const T t = m00 + m11, d = m10 - m01;
        if (std::abs(d) < tiny) {
          first = {1, 0};
        } else {
          const T ratio = t / d, length = std::sqrt(1 + ratio * ratio);
          first = {ratio / length, 1 / length};
        }
        rotate(m00, m10, first);
        rotate(m01, m11, first);
        const Rotation<T> right = jacobi(m00, m01, m11), left = first * right.transposed();
        rotate_rows(w, p, q, left);
        rotate_columns(u, p, q, left.transposed());
        rotate_columns(w, p, q, right);
        rotate_columns(v, p, q, right);
        greatest = std::max(greatest, std::max(std::abs(w(p, p)), std::abs(w(q, q))));
      }
  }
  std::vector<T> s(static_cast<size_t>(n));
  for (int64_t i = 0; i < n; ++i) {
    s[static_cast<size_t>(i)] = std::abs(w(i, i)) * scale;
    if (w(i, i) < 0)
      for (int64_t r = 0; r < rows; ++r) u(r, i) = -u(r, i);
  }
  for (int64_t i = 0; i < n; ++i) {
    int64_t most = i;
    for (int64_t j = i + 1; j < n; ++j)
      if (s[static_cast<size_t>(j)] > s[static_cast<size_t>(most)]) most = j;
    if (most == i) continue;
    std::swap(s[static_cast<size_t>(i)], s[static_cast<size_t>(most)]);
    for (int64_t r = 0; r < rows; ++r) std::swap(u(r, i), u(r, most));
    for (int64_t r = 0; r < cols; ++r) std::swap(v(r, i), v(r, most));
  }
  *s_out = std::move(s);
  if (u_out) *u_out = std::move(u);
  if (v_out) *v_out = std::move(v);
}

#define FOR(T)                                                                                       \
  template Lu<T> lu(Matrix<T>);                                                                      \
  template Matrix<T> solve(const Lu<T>&, const Matrix<T>&);                                          \
  template T determinant(const Lu<T>&);                                                              \
  template Matrix<T> product(const Matrix<T>&, const Matrix<T>&);                                    \
  template void solve_triangular(const Matrix<T>&, bool, bool, Matrix<T>&);                          \
  template bool cholesky(Matrix<T>&);                                                                \
  template void qr(const Matrix<T>&, Matrix<T>*, Matrix<T>*);                                        \
  template void self_adjoint_eigen(const Matrix<T>&, std::vector<T>*, Matrix<T>*);                   \
  template void svd(const Matrix<T>&, Matrix<T>*, std::vector<T>*, Matrix<T>*);
FOR(float)
FOR(double)

}  // namespace misfit::dense
