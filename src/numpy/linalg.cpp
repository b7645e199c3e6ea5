// numpy.linalg: solving, decomposing and measuring matrices, one at a time, in double precision.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/linalg.h"
#include "numpy/ufunc.h"
#include "ops/linalg/lapack_svd.h"

namespace misfit::np::fn {
namespace {

// A dense matrix by rows.
template <class T> struct Dense {
  int64_t n = 0, m = 0;
  std::vector<T> v;
  Dense() = default;
  Dense(int64_t rows, int64_t columns) : n(rows), m(columns), v(static_cast<size_t>(rows * columns)) {}
  T& operator()(int64_t i, int64_t j) { return v[static_cast<size_t>(i * m + j)]; }
  const T& operator()(int64_t i, int64_t j) const { return v[static_cast<size_t>(i * m + j)]; }
};
using Matrix = Dense<double>;

DType result_of(DType t) { return t == DType::kFloat32 ? DType::kFloat32 : DType::kFloat64; }
Value fail(Interp& in, std::string text) { return in.raise(numpy(in).linalg_error, std::move(text)); }

// EigResult(eigenvalues=..., eigenvectors=...) and its like.
struct Results : py::RunState {
  static constexpr py::Kind kind{"numpy.linalg.results"};
  explicit Results(Interp&) {}
  std::map<std::string, Value> types;
};
Value result(Interp& in, const char* name, const char* fields, std::vector<Value> values) {
  Value& type = in.state<Results>().types[name];
  if (!type) {
    const Value f = in.get_attr(in.import("collections"), "namedtuple");
    type = f ? in.call(f, {in.str_value(name), in.str_value(fields)}) : Value();
  }
  return type ? in.call(type, py::Args{values, {}}) : Value();
}

bool stacked(Interp& in, const Arr& a, const char* ufunc = nullptr) {
  if (ufunc && !is_number(a->dtype) && a->shape.rank() >= 2) {
    in.raise(numpy(in).ufunc_type_error, "Cannot cast ufunc '" + std::string(ufunc) + "' input from " + dtype_repr(dt(*a)) + " to dtype('float64') with casting rule 'same_kind'");
    return false;
  }
  if (!is_number(a->dtype) && a->shape.rank() < 2) {
    fail(in, std::to_string(a->shape.rank()) + "-dimensional array given. Array must be at least two-dimensional");
    return false;
  }
  if (!is_number(a->dtype)) {
    if (is_text(a->dtype)) in.raise(numpy(in).ufunc_type_error, "array type " + dtype_text(dt(*a)) + " is unsupported in linalg");
    else in.raise("TypeError", "array type object is unsupported in linalg");
    return false;
  }
  if (a->dtype == DType::kFloat16) { in.raise("TypeError", "array type float16 is unsupported in linalg"); return false; }
  if (a->shape.rank() >= 2) return true;
  fail(in, std::to_string(a->shape.rank()) + "-dimensional array given. Array must be at least two-dimensional");
  return false;
}
bool square(Interp& in, const Arr& a, const char* ufunc = nullptr) {
  if (!stacked(in, a, ufunc)) return false;
  const size_t r = a->shape.rank();
  if (a->shape[r - 1] == a->shape[r - 2]) return true;
  fail(in, "Last 2 dimensions of the array must be square");
  return false;
}

// The matrices of a stack.
std::vector<Matrix> matrices(Interp& in, const Arr& a) {
  const size_t r = a->shape.rank();
  const int64_t n = a->shape[r - 2], m = a->shape[r - 1];
  const auto v = doubles(in, a);
  std::vector<Matrix> out;
  const int64_t count = a->shape.slice(0, r - 2).elements();
  for (int64_t k = 0; k < count; ++k) {
    Matrix x(n, m);
    std::copy(v.begin() + k * n * m, v.begin() + (k + 1) * n * m, x.v.begin());
    out.push_back(std::move(x));
  }
  return out;
}
Arr stack_of(Interp& in, const std::vector<Matrix>& ms, const Shape& outer, int64_t n, int64_t m, DType t) {
  std::vector<double> v;
  for (const Matrix& x : ms) v.insert(v.end(), x.v.begin(), x.v.end());
  Shape s = outer;
  s.push_back(n);
  s.push_back(m);
  return from_doubles(in, std::move(v), s, t);
}

// LU with partial pivoting, in place. 0: singular.
int factor(Matrix& a, std::vector<int64_t>* rows) {
  const int64_t n = a.n;
  int sign = 1;
  rows->resize(static_cast<size_t>(n));
  std::iota(rows->begin(), rows->end(), 0);
  bool singular = false;
  for (int64_t k = 0; k < n; ++k) {
    int64_t p = k;
    for (int64_t i = k + 1; i < n; ++i) if (std::fabs(a(i, k)) > std::fabs(a(p, k))) p = i;
    if (a(p, k) == 0) { singular = true; continue; }
    if (p != k) {
      for (int64_t j = 0; j < n; ++j) std::swap(a(k, j), a(p, j));
      std::swap((*rows)[static_cast<size_t>(k)], (*rows)[static_cast<size_t>(p)]);
      sign = -sign;
    }
    for (int64_t i = k + 1; i < n; ++i) {
      a(i, k) /= a(k, k);
      for (int64_t j = k + 1; j < n; ++j) a(i, j) -= a(i, k) * a(k, j);
    }
  }
  return singular ? 0 : sign;
}
std::optional<Matrix> solved(Matrix a, const Matrix& b) {
  std::vector<int64_t> rows;
  const int64_t n = a.n, m = b.m;
  if (!factor(a, &rows)) return std::nullopt;
  Matrix x(n, m);
  for (int64_t j = 0; j < m; ++j) {
    for (int64_t i = 0; i < n; ++i) {
      double s = b(rows[static_cast<size_t>(i)], j);
      for (int64_t k = 0; k < i; ++k) s -= a(i, k) * x(k, j);
      x(i, j) = s;
    }
    for (int64_t i = n; i-- > 0;) {
      double s = x(i, j);
      for (int64_t k = i + 1; k < n; ++k) s -= a(i, k) * x(k, j);
      x(i, j) = s / a(i, i);
    }
  }
  return x;
}
Matrix unit(int64_t n) { Matrix m(n, n); for (int64_t i = 0; i < n; ++i) m(i, i) = 1; return m; }
Matrix times(const Matrix& a, const Matrix& b) {
  Matrix out(a.n, b.m);
  for (int64_t i = 0; i < a.n; ++i) for (int64_t k = 0; k < a.m; ++k) for (int64_t j = 0; j < b.m; ++j) out(i, j) += a(i, k) * b(k, j);
  return out;
}

// Householder QR with LAPACK's signs: the diagonal of R has the sign opposite to the column's head.
void householder(const Matrix& a, Matrix* q, Matrix* r) {
  const int64_t n = a.n, m = a.m, steps = std::min(n, m);
  Matrix x = a, u = unit(n);
  for (int64_t k = 0; k < steps; ++k) {
    double norm_value = 0;
    for (int64_t i = k + 1; i < n; ++i) norm_value += x(i, k) * x(i, k);
    if (norm_value == 0) continue;                                     // H = I
    norm_value = std::sqrt(norm_value + x(k, k) * x(k, k));
    const double beta = -std::copysign(norm_value, x(k, k)), tau = (beta - x(k, k)) / beta, scale = 1 / (x(k, k) - beta);
    std::vector<double> v(static_cast<size_t>(n));
    v[static_cast<size_t>(k)] = 1;
    for (int64_t i = k + 1; i < n; ++i) v[static_cast<size_t>(i)] = x(i, k) * scale;
    for (int64_t j = k; j < m; ++j) {
      double s = 0;
      for (int64_t i = k; i < n; ++i) s += v[static_cast<size_t>(i)] * x(i, j);
      for (int64_t i = k; i < n; ++i) x(i, j) -= tau * s * v[static_cast<size_t>(i)];
    }
    for (int64_t i = 0; i < n; ++i) {
      double s = 0;
      for (int64_t j = k; j < n; ++j) s += u(i, j) * v[static_cast<size_t>(j)];
      for (int64_t j = k; j < n; ++j) u(i, j) -= tau * s * v[static_cast<size_t>(j)];
    }
  }
  *q = std::move(u);
  *r = std::move(x);
  for (int64_t i = 0; i < n; ++i) for (int64_t j = 0; j < std::min(i, m); ++j) (*r)(i, j) = 0;
}

// Jacobi: eigenvalues ascending, vectors in columns with the sign LAPACK usually leaves (last component of each not negative is no rule; the largest is made so that the first step is stable).
void symmetric_eigen(Matrix a, std::vector<double>* w, Matrix* v) {
  const int64_t n = a.n;
  Matrix u = unit(n);
  for (int sweep = 0; sweep < 100; ++sweep) {
    double off = 0;
    for (int64_t i = 0; i < n; ++i) for (int64_t j = 0; j < i; ++j) off += a(i, j) * a(i, j);
    if (off < 1e-300) break;
    for (int64_t p = 0; p < n; ++p) for (int64_t q = p + 1; q < n; ++q) {
      if (a(p, q) == 0) continue;
      const double theta = (a(q, q) - a(p, p)) / (2 * a(p, q)), t = std::copysign(1.0, theta) / (std::fabs(theta) + std::sqrt(theta * theta + 1)), c = 1 / std::sqrt(t * t + 1), s = t * c;
      for (int64_t k = 0; k < n; ++k) { const double x = a(k, p), y = a(k, q); a(k, p) = c * x - s * y; a(k, q) = s * x + c * y; }
      for (int64_t k = 0; k < n; ++k) { const double x = a(p, k), y = a(q, k); a(p, k) = c * x - s * y; a(q, k) = s * x + c * y; }
      for (int64_t k = 0; k < n; ++k) { const double x = u(k, p), y = u(k, q); u(k, p) = c * x - s * y; u(k, q) = s * x + c * y; }
    }
  }
  std::vector<int64_t> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int64_t i, int64_t j) { return a(i, i) < a(j, j); });
  w->clear();
  *v = Matrix(n, n);
  for (int64_t j = 0; j < n; ++j) {
    const int64_t from = order[static_cast<size_t>(j)];
    w->push_back(a(from, from));
    // LAPACK's tridiagonal path leaves the last row positive for all but the first vectors.
    const double sign = u(n - 1, from) < 0 ? -1 : 1;
    for (int64_t i = 0; i < n; ++i) (*v)(i, j) = sign * u(i, from);
  }
}

struct Svd { Matrix u, vt; std::vector<double> s; };
Svd svd_of(const Matrix& given, bool full) {
  dense::Matrix<double> a(given.n, given.m), u, vt;
  for (int64_t i = 0; i < given.n; ++i)
    for (int64_t j = 0; j < given.m; ++j) a(i, j) = given(i, j);
  Svd out;
  dense::lapack_svd(a, &u, &out.s, &vt);
  const int64_t least = std::min(given.n, given.m);
  out.u = Matrix(given.n, full ? given.n : least);
  out.vt = Matrix(full ? given.m : least, given.m);
  for (int64_t i = 0; i < out.u.n; ++i)
    for (int64_t j = 0; j < out.u.m; ++j) out.u(i, j) = u(i, j);
  for (int64_t i = 0; i < out.vt.n; ++i)
    for (int64_t j = 0; j < out.vt.m; ++j) out.vt(i, j) = vt(i, j);
  return out;
}

// Eigenvalues of a general matrix by shifted QR on its Hessenberg form, in complex arithmetic; vectors by back substitution.
void general_eigen(const Matrix& a, std::vector<Complex>* w, Dense<Complex>* vectors) {
  const int64_t n = a.n;
  Dense<Complex> h(n, n), q(n, n);
  for (size_t i = 0; i < a.v.size(); ++i) h.v[i] = a.v[i];
  for (int64_t i = 0; i < n; ++i) q(i, i) = 1;
  const auto rotate = [&](int64_t i, int64_t j, Complex c, Complex s) {   // rows and columns i, j by a unitary
    for (int64_t k = 0; k < n; ++k) { const Complex x = h(i, k), y = h(j, k); h(i, k) = std::conj(c) * x + std::conj(s) * y; h(j, k) = -s * x + c * y; }
    for (int64_t k = 0; k < n; ++k) { const Complex x = h(k, i), y = h(k, j); h(k, i) = c * x + s * y; h(k, j) = -std::conj(s) * x + std::conj(c) * y; }
    for (int64_t k = 0; k < n; ++k) { const Complex x = q(k, i), y = q(k, j); q(k, i) = c * x + s * y; q(k, j) = -std::conj(s) * x + std::conj(c) * y; }
  };
  for (int64_t k = 0; k + 2 < n; ++k)
    for (int64_t i = k + 2; i < n; ++i) {
      const double r = std::hypot(std::abs(h(k + 1, k)), std::abs(h(i, k)));
      if (std::abs(h(i, k)) == 0) continue;
      rotate(k + 1, i, h(k + 1, k) / r, h(i, k) / r);
    }
  int64_t top = n - 1;
  for (int iteration = 0; top > 0 && iteration < 10000; ++iteration) {
    int64_t low = top;
    while (low > 0 && std::abs(h(low, low - 1)) > 1e-16 * (std::abs(h(low, low)) + std::abs(h(low - 1, low - 1)))) --low;
    if (low == top) { h(top, top - 1) = 0; --top; continue; }
    if (low > 0) h(low, low - 1) = 0;
    const Complex p = h(top - 1, top - 1), s = h(top, top), b = h(top - 1, top) * h(top, top - 1), half = (p - s) / 2.0, root = std::sqrt(half * half + b);
    Complex shift = s - b / (std::abs(half + root) > std::abs(half - root) ? half + root : half - root == 0.0 ? Complex(1) : half - root);
    if (iteration % 11 == 10) shift = Complex(std::abs(h(top, top - 1)), 0.5);
    for (int64_t i = low; i <= top; ++i) h(i, i) -= shift;
    std::vector<std::pair<Complex, Complex>> turns;
    for (int64_t k = low; k < top; ++k) {
      const double r = std::hypot(std::abs(h(k, k)), std::abs(h(k + 1, k)));
      const Complex c = r == 0 ? Complex(1) : h(k, k) / r, t = r == 0 ? Complex(0) : h(k + 1, k) / r;
      for (int64_t j = 0; j < n; ++j) { if (j < k) continue; const Complex x = h(k, j), y = h(k + 1, j); h(k, j) = std::conj(c) * x + std::conj(t) * y; h(k + 1, j) = -t * x + c * y; }
      turns.emplace_back(c, t);
    }
    for (int64_t k = low; k < top; ++k) {
      const auto [c, t] = turns[static_cast<size_t>(k - low)];
      for (int64_t i = 0; i <= std::min(k + 1, top); ++i) { const Complex x = h(i, k), y = h(i, k + 1); h(i, k) = c * x + t * y; h(i, k + 1) = -std::conj(t) * x + std::conj(c) * y; }
      for (int64_t i = 0; i < n; ++i) { const Complex x = q(i, k), y = q(i, k + 1); q(i, k) = c * x + t * y; q(i, k + 1) = -std::conj(t) * x + std::conj(c) * y; }
    }
    for (int64_t i = low; i <= top; ++i) h(i, i) += shift;
  }
  w->clear();
  *vectors = Dense<Complex>(n, n);
  for (int64_t k = 0; k < n; ++k) {
    w->push_back(h(k, k));
    std::vector<Complex> x(static_cast<size_t>(n));
    x[static_cast<size_t>(k)] = 1;
    for (int64_t i = k; i-- > 0;) {
      Complex s = 0;
      for (int64_t j = i + 1; j <= k; ++j) s += h(i, j) * x[static_cast<size_t>(j)];
      Complex d = h(k, k) - h(i, i);
      if (std::abs(d) < 1e-14) d = 1e-14;
      x[static_cast<size_t>(i)] = s / d;
    }
    std::vector<Complex> y(static_cast<size_t>(n));
    double norm_value = 0;
    for (int64_t i = 0; i < n; ++i) { for (int64_t j = 0; j <= k; ++j) y[static_cast<size_t>(i)] += q(i, j) * x[static_cast<size_t>(j)]; norm_value += std::norm(y[static_cast<size_t>(i)]); }
    // The largest component is made real, as LAPACK does.
    size_t largest = 0;
    for (size_t i = 1; i < y.size(); ++i) if (std::abs(y[i]) > std::abs(y[largest]) + 1e-12) largest = i;
    const Complex turn = std::conj(y[largest]) / std::abs(y[largest]) / std::sqrt(norm_value);
    for (int64_t i = 0; i < n; ++i) (*vectors)(i, k) = y[static_cast<size_t>(i)] * turn;
  }
}

}  // namespace

Value inv(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a || !square(in, a, "inv")) return {};
  std::vector<Matrix> out;
  const size_t r = a->shape.rank();
  const int64_t n = a->shape[r - 1];
  for (const Matrix& m : matrices(in, a)) {
    auto x = solved(m, unit(n));
    if (!x) return fail(in, "Singular matrix");
    out.push_back(std::move(*x));
  }
  return finish_array(in, stack_of(in, out, a->shape.slice(0, r - 2), n, n, result_of(a->dtype)), "np.linalg.inv", {b[0]});
}
Value solve(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]), y = a ? as_array(in, b[1]) : Arr();
  if (!y || !square(in, a)) return {};
  const size_t r = a->shape.rank();
  const int64_t n = a->shape[r - 1];
  const bool vector = in.keras3() ? y->shape.rank() == 1 : y->shape.rank() == r - 1;
  if (y->shape.rank() == 0) return fail(in, "0-dimensional array given. Array must be at least two-dimensional");
  const int64_t have = y->shape[vector ? y->shape.rank() - 1 : y->shape.rank() - 2];
  if (have != n)
    return in.raise("ValueError", std::string(vector ? "solve1" : "solve") + ": Input operand 1 has a mismatch in its core dimension 0, with gufunc signature " + (vector ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)") + " (size " + std::to_string(have) + " is different from " + std::to_string(n) + ")");
  const Arr column = vector ? view(in, y, Shape{n, 1}, Ints{y->strides.back(), 0}, y->offset) : y;
  const auto as = matrices(in, a), ys = matrices(in, column);
  std::vector<Matrix> out;
  for (size_t i = 0; i < std::max(as.size(), ys.size()); ++i) {
    auto x = solved(as[as.size() == 1 ? 0 : i], ys[ys.size() == 1 ? 0 : i]);
    if (!x) return fail(in, "Singular matrix");
    out.push_back(std::move(*x));
  }
  const DType t = result_of(promote(a->dtype, y->dtype));
  if (vector && out.size() == 1) return finish_array(in, from_doubles(in, out[0].v, Shape{n}, t), "np.linalg.solve", {b[0], b[1]});
  return finish_array(in, stack_of(in, out, (as.size() > 1 ? a : column)->shape.slice(0, (as.size() > 1 ? r : column->shape.rank()) - 2), n, column->shape[column->shape.rank() - 1], t), "np.linalg.solve", {b[0], b[1]});
}
namespace {
void determinant(Matrix m, double* sign, double* log_value, double* value) {
  std::vector<int64_t> rows;
  const int s = factor(m, &rows);
  *sign = s;
  *log_value = 0;
  *value = s;
  for (int64_t i = 0; i < m.n; ++i) { *sign *= m(i, i) < 0 ? -1 : 1; *log_value += std::log(std::fabs(m(i, i))); *value *= m(i, i); }
  if (!s) { *sign = 0; *log_value = -INFINITY; *value = 0; }
}
}  // namespace
Value det(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a || !square(in, a, "det")) return {};
  std::vector<double> out;
  for (const Matrix& m : matrices(in, a)) { double s, l, d; determinant(m, &s, &l, &d); out.push_back(d); }
  return finish(in, from_doubles(in, std::move(out), a->shape.slice(0, a->shape.rank() - 2), result_of(a->dtype)), "np.linalg.det", {b[0]});
}
Value slogdet(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a || !square(in, a)) return {};
  double s = 0, l = 0, d = 0;
  determinant(matrices(in, a)[0], &s, &l, &d);
  return result(in, "SlogdetResult", "sign logabsdet", {scalar(in, from_doubles(in, {s}, Shape{})), scalar(in, from_doubles(in, {l}, Shape{}))});
}
Value eigh(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a || !square(in, a)) return {};
  std::vector<double> w;
  Matrix v;
  Matrix m = matrices(in, a)[0];
  for (int64_t i = 0; i < m.n; ++i) for (int64_t j = i + 1; j < m.n; ++j) m(i, j) = m(j, i);
  symmetric_eigen(m, &w, &v);
  const auto n = static_cast<int64_t>(w.size());
  return result(in, "EighResult", "eigenvalues eigenvectors", {finish_array(in, from_doubles(in, w, Shape{n}, result_of(a->dtype)), "np.linalg.eigh", {b[0]}), finish_array(in, from_doubles(in, v.v, Shape{n, n}, result_of(a->dtype)), "np.linalg.eigh", {b[0]})});
}
Value eigvalsh(Interp& in, py::Bound& b) {
  const Value both = eigh(in, b);
  return both ? in.items(both)[0] : both;
}
Value eig(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a || !square(in, a)) return {};
  for (const double x : doubles(in, a)) if (!std::isfinite(x)) return fail(in, "Array must not contain infs or NaNs");
  std::vector<Complex> w;
  Dense<Complex> v;
  const Matrix m = matrices(in, a)[0];
  general_eigen(m, &w, &v);
  const auto n = static_cast<int64_t>(w.size());
  double scale = 0;
  for (const double x : m.v) scale = std::max(scale, std::fabs(x));
  bool real_values = true;
  for (const Complex& x : w) real_values &= std::fabs(x.imag()) <= 1e-10 * std::max(scale, 1e-300);
  if (real_values) {
    std::vector<double> wr, vr;
    for (const Complex& x : w) wr.push_back(x.real());
    for (const Complex& x : v.v) vr.push_back(x.real());
    return result(in, "EigResult", "eigenvalues eigenvectors", {finish_array(in, from_doubles(in, wr, Shape{n}, result_of(a->dtype)), "np.linalg.eig", {b[0]}), finish_array(in, from_doubles(in, vr, Shape{n, n}, result_of(a->dtype)), "np.linalg.eig", {b[0]})});
  }
  Arr values = make(in, DType::kComplex128, Shape{n}), vectors = make(in, DType::kComplex128, Shape{n, n});
  std::memcpy(data(*values), w.data(), w.size() * sizeof(Complex));
  std::memcpy(data(*vectors), v.v.data(), v.v.size() * sizeof(Complex));
  return result(in, "EigResult", "eigenvalues eigenvectors", {Value(values), Value(vectors)});
}
Value eigvals(Interp& in, py::Bound& b) {
  const Value both = eig(in, b);
  return both ? in.items(both)[0] : both;
}
Value svd(Interp& in, py::Bound& b) {     // a, full_matrices=True, compute_uv=True, hermitian=False
  const Arr a = as_array(in, b[0]);
  if (!a || !stacked(in, a)) return {};
  const Svd s = svd_of(matrices(in, a)[0], flag(in, b[1]));
  const auto k = static_cast<int64_t>(s.s.size());
  const DType t = result_of(a->dtype);
  const Value values = finish_array(in, from_doubles(in, s.s, Shape{k}, t), "np.linalg.svd", {b[0]});
  if (!flag(in, b[2])) return values;
  return result(in, "SVDResult", "U S Vh", {finish_array(in, from_doubles(in, s.u.v, Shape{s.u.n, s.u.m}, t), "np.linalg.svd", {b[0]}), values, finish_array(in, from_doubles(in, s.vt.v, Shape{s.vt.n, s.vt.m}, t), "np.linalg.svd", {b[0]})});
}
Value qr(Interp& in, py::Bound& b) {      // a, mode='reduced'
  const Arr a = as_array(in, b[0]);
  if (!a || !stacked(in, a)) return {};
  Matrix q, r;
  const Matrix m = matrices(in, a)[0];
  householder(m, &q, &r);
  const auto mode = in.as_str(b[1]).value_or("reduced");
  const int64_t k = mode == "complete" ? m.n : std::min(m.n, m.m);
  Matrix qk(m.n, k), rk(k, m.m);
  for (int64_t i = 0; i < m.n; ++i) for (int64_t j = 0; j < k; ++j) qk(i, j) = q(i, j);
  for (int64_t i = 0; i < k; ++i) for (int64_t j = 0; j < m.m; ++j) rk(i, j) = r(i, j);
  const DType t = result_of(a->dtype);
  const Value right = finish_array(in, from_doubles(in, rk.v, Shape{k, m.m}, t), "np.linalg.qr", {b[0]});
  if (mode == "r") return right;
  return result(in, "QRResult", "Q R", {finish_array(in, from_doubles(in, qk.v, Shape{m.n, k}, t), "np.linalg.qr", {b[0]}), right});
}
Value cholesky(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a || !square(in, a)) return {};
  const Matrix m = matrices(in, a)[0];
  const int64_t n = m.n;
  Matrix l(n, n);
  for (int64_t j = 0; j < n; ++j) {
    double d = m(j, j);
    for (int64_t k = 0; k < j; ++k) d -= l(j, k) * l(j, k);
    if (!(d > 0)) return fail(in, "Matrix is not positive definite");
    l(j, j) = std::sqrt(d);
    for (int64_t i = j + 1; i < n; ++i) { double s = m(i, j); for (int64_t k = 0; k < j; ++k) s -= l(i, k) * l(j, k); l(i, j) = s / l(j, j); }
  }
  return finish_array(in, from_doubles(in, l.v, Shape{n, n}, result_of(a->dtype)), "np.linalg.cholesky", {b[0]});
}
namespace {
Matrix pseudo_inverse(const Matrix& m, double rcond) {
  const Svd s = svd_of(m, false);
  const auto k = static_cast<int64_t>(s.s.size());
  Matrix out(m.m, m.n);
  const double limit = s.s.empty() ? 0 : rcond * s.s[0];
  for (int64_t p = 0; p < k; ++p) {
    const double x = s.s[static_cast<size_t>(p)];
    if (x <= limit) continue;
    for (int64_t i = 0; i < m.m; ++i) for (int64_t j = 0; j < m.n; ++j) out(i, j) += s.vt(p, i) * s.u(j, p) / x;
  }
  return out;
}
}  // namespace
Value pinv(Interp& in, py::Bound& b) {    // a, rcond=None, hermitian=False
  const Arr a = as_array(in, b[0]);
  if (!a || !stacked(in, a)) return {};
  const Matrix p = pseudo_inverse(matrices(in, a)[0], absent(b[1]) ? 1e-15 : need_double(in, b[1]).value_or(1e-15));
  return finish_array(in, from_doubles(in, p.v, Shape{p.n, p.m}, result_of(a->dtype)), "np.linalg.pinv", {b[0]});
}
Value lstsq(Interp& in, py::Bound& b) {   // a, b, rcond=None
  const Arr a = as_array(in, b[0]), y = a ? as_array(in, b[1]) : Arr();
  if (!y || !stacked(in, a)) return {};
  const bool vector = y->shape.rank() == 1;
  const Matrix m = matrices(in, a)[0];
  const Arr column = vector ? view(in, y, Shape{y->shape[0], 1}, Ints{y->strides[0], 0}, y->offset) : y;
  const Matrix t = matrices(in, column)[0];
  if (t.n != m.n) return fail(in, "Incompatible dimensions");
  const Svd s = svd_of(m, false);
  const double eps = 2.220446049250313e-16 * static_cast<double>(std::max(m.n, m.m));
  const Matrix x = times(pseudo_inverse(m, eps), t);
  int64_t rank = 0;
  for (const double v : s.s) rank += v > eps * s.s[0];
  std::vector<double> residuals;
  if (rank == m.m && m.n > m.m) {
    const Matrix fit = times(m, x);
    for (int64_t j = 0; j < t.m; ++j) { double sum_value = 0; for (int64_t i = 0; i < t.n; ++i) sum_value += (t(i, j) - fit(i, j)) * (t(i, j) - fit(i, j)); residuals.push_back(sum_value); }
  }
  const auto nr = static_cast<int64_t>(residuals.size()), ns = static_cast<int64_t>(s.s.size());
  return in.tuple({finish_array(in, from_doubles(in, x.v, vector ? Shape{x.n} : Shape{x.n, x.m}), "np.linalg.lstsq", {b[0], b[1]}), Value(from_doubles(in, residuals, Shape{nr})), in.keras3() ? scalar(in, from_integers(in, {rank}, Shape{}, DType::kInt32)) : Value::integer(rank), Value(from_doubles(in, s.s, Shape{ns}))});
}
Value matrix_rank(Interp& in, py::Bound& b) {  // A, tol=None
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (a->shape.rank() < 2) { int64_t any_value = 0; for (const double x : doubles(in, a)) any_value |= x != 0; return Value::integer(any_value); }
  const Matrix m = matrices(in, a)[0];
  const Svd s = svd_of(m, false);
  const double tol = absent(b[1]) ? (s.s.empty() ? 0 : s.s[0]) * static_cast<double>(std::max(m.n, m.m)) * 2.220446049250313e-16 : need_double(in, b[1]).value_or(0);
  int64_t rank = 0;
  for (const double x : s.s) rank += x > tol;
  return scalar(in, from_integers(in, {rank}, Shape{}));
}
Value matrix_power(Interp& in, py::Bound& b) {  // a, n
  Arr a = as_array(in, b[0]);
  if (!a || !square(in, a)) return {};
  const auto n = need_int(in, b[1]);
  if (!n) return in.pending() ? (void(in.take()), in.raise("TypeError", "exponent must be an integer")) : Value();
  if (*n == 0) return in.call(in.get_attr(in.import("numpy"), "eye"), py::Args{std::vector<Value>{Value::integer(a->shape[0]), Value::none(), Value::integer(0), dtype_object(in, dt(*a))}});
  if (*n < 0) { const Value inverse = inv(in, b); if (!inverse) return {}; a = as_array(in, inverse); }
  Arr out = a;
  for (int64_t i = 1; i < std::llabs(*n); ++i) out = matrix_product(in, out, a);
  return finish_array(in, out, "np.linalg.matrix_power", {b[0]});
}
Value multi_dot(Interp& in, py::Bound& b) {
  const auto parts = in.list_of(b[0]);
  if (!parts) return {};
  if (parts->size() < 2) return in.raise("ValueError", "Expecting at least two arrays.");
  Arr out = as_array(in, (*parts)[0]);
  for (size_t i = 1; out && i < parts->size(); ++i) { const Arr next = as_array(in, (*parts)[i]); out = next ? np::dot(in, out, next) : Arr(); }
  return out ? finish(in, out, "np.linalg.multi_dot", {}) : Value();
}
Value cond(Interp& in, py::Bound& b) {    // x, p=None
  const Arr a = as_array(in, b[0]);
  if (!a || !stacked(in, a)) return {};
  const Svd s = svd_of(matrices(in, a)[0], false);
  return scalar(in, from_doubles(in, {s.s.empty() ? 0 : s.s.front() / s.s.back()}, Shape{}));
}
Value norm(Interp& in, py::Bound& b) {    // x, ord=None, axis=None, keepdims=False
  Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (!is_inexact(a->dtype)) { a = np::astype(in, a, DType::kFloat64); if (!a) return {}; }
  const bool keep = flag(in, b[3]);
  const auto rank = static_cast<int64_t>(a->shape.rank());
  const DType real_type = real_of(a->dtype);
  const Arr m = np::apply(in, "absolute", a);
  const auto end = [&](const Arr& out) { return out ? finish(in, out, "np.linalg.norm", {b[0]}) : Value(); };
  const auto set = axis_set(in, b[2], rank);
  if (!set) return {};
  int64_t axes = 0;
  for (const bool x : *set) axes += x;
  if (absent(b[1]) || in.as_str(b[1]) == "fro") {
    if (!absent(b[1]) && axes != 2) return in.raise("ValueError", axes == 1 ? "Invalid norm order 'fro' for vectors" : "Improper number of dimensions to norm.");
    const Arr sq = np::apply(in, "multiply", m, m);
    return end(np::apply(in, "sqrt", reduce_axes(in, *find_ufunc("add"), sq, *set, real_type, keep)));
  }
  if (in.as_str(b[1])) {
    if (in.as_str(b[1]) == "nuc" && axes == 2) { const Svd s = svd_of(matrices(in, a)[0], false); return scalar(in, from_doubles(in, {std::accumulate(s.s.begin(), s.s.end(), 0.0)}, Shape{})); }
    return in.raise("ValueError", axes == 1 ? "Invalid norm order '" + std::string(*in.as_str(b[1])) + "' for vectors" : "Invalid norm order for matrices.");
  }
  const auto p = need_double(in, b[1]);
  if (!p) return {};
  if (axes == 1) {
    if (std::isinf(*p)) return end(reduce_axes(in, *find_ufunc(*p > 0 ? "maximum" : "minimum"), m, *set, real_type, keep));
    if (*p == 0) return end(reduce_axes(in, *find_ufunc("add"), np::astype(in, np::apply(in, "not_equal", m, 0.0), real_type), *set, real_type, keep));
    if (*p == 1) return end(reduce_axes(in, *find_ufunc("add"), m, *set, real_type, keep));
    if (*p == 2) return end(np::apply(in, "sqrt", reduce_axes(in, *find_ufunc("add"), np::apply(in, "multiply", m, m), *set, real_type, keep)));
    return end(np::apply(in, "power", reduce_axes(in, *find_ufunc("add"), np::apply(in, "power", m, *p), *set, real_type, keep), 1 / *p));
  }
  if (axes != 2) return in.raise("ValueError", "Improper number of dimensions to norm.");
  std::vector<bool> first(static_cast<size_t>(rank)), second(static_cast<size_t>(rank));
  bool seen = false;
  for (size_t i = 0; i < set->size(); ++i) if ((*set)[i]) { (seen ? second : first)[i] = true; seen = true; }
  if (std::fabs(*p) == 2) { const Svd s = svd_of(matrices(in, a)[0], false); return scalar(in, from_doubles(in, {*p > 0 ? s.s.front() : s.s.back()}, Shape{}, real_type)); }
  if (std::fabs(*p) != 1 && !std::isinf(*p)) return in.raise("ValueError", "Invalid norm order for matrices.");
  const Arr sums = reduce_axes(in, *find_ufunc("add"), m, std::isinf(*p) ? second : first, real_type, true);
  Arr out = reduce_axes(in, *find_ufunc(*p > 0 ? "maximum" : "minimum"), sums, *set, real_type, keep);
  return end(out);
}

}  // namespace misfit::np::fn
