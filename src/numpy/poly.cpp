// Polynomials, highest power first, and the Fourier transform.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {
namespace {
std::vector<Complex> complexes(Interp& in, const Arr& a) {
  const Arr c = contiguous_array(in, np::astype(in, a, DType::kComplex128));
  std::vector<Complex> v(static_cast<size_t>(np::size(*c)));
  if (!v.empty()) std::memcpy(v.data(), data(*c), v.size() * sizeof(Complex));
  return v;
}
Arr from_complexes(Interp& in, const std::vector<Complex>& v, const Shape& s) {
  Arr a = make(in, DType::kComplex128, s);
  if (!v.empty()) std::memcpy(data(*a), v.data(), v.size() * sizeof(Complex));
  return a;
}
Value numpy_call(Interp& in, const char* module, const char* name, std::vector<Value> args) {
  const Value m = in.import(module);
  const Value f = m ? in.get_attr(m, name) : Value();
  return f ? in.call(f, py::Args{args}) : Value();
}
}  // namespace

Value polyfit(Interp& in, py::Bound& b) {  // x, y, deg, rcond=None, full=False, w=None, cov=False
  const Arr x = as_array(in, b[0], Dt(DType::kFloat64)), y = x ? as_array(in, b[1], Dt(DType::kFloat64)) : Arr();
  const auto degree = y ? need_int(in, b[2]) : std::nullopt;
  if (!degree) return {};
  if (*degree < 0) return in.raise("ValueError", "expected deg >= 0");
  if (x->shape.rank() != 1) return in.raise("TypeError", "expected 1D vector for x");
  if (np::size(*x) == 0) return in.raise("TypeError", "expected non-empty vector for x");
  if (y->shape.rank() < 1 || x->shape[0] != y->shape[0]) return in.raise("TypeError", "expected x and y to have same length");
  const auto v = doubles(in, x), t = doubles(in, y);
  const auto n = static_cast<size_t>(*degree) + 1;
  std::vector<double> columns(v.size() * n), scale(n);
  for (size_t i = 0; i < v.size(); ++i) for (size_t j = 0; j < n; ++j) { columns[i * n + j] = std::pow(v[i], static_cast<double>(n - 1 - j)); scale[j] += columns[i * n + j] * columns[i * n + j]; }
  for (double& s : scale) s = std::sqrt(s);
  for (size_t i = 0; i < v.size(); ++i) for (size_t j = 0; j < n; ++j) columns[i * n + j] /= scale[j];
  const Value fit = numpy_call(in, "numpy.linalg", "lstsq", {Value(from_doubles(in, columns, Shape{static_cast<int64_t>(v.size()), static_cast<int64_t>(n)})), Value(y), Value::none()});
  if (!fit) return {};
  auto c = doubles(in, as_array(in, in.items(fit)[0]));
  for (size_t j = 0; j < n && y->shape.rank() == 1; ++j) c[j] /= scale[j];
  if (need_int(in, in.items(fit)[2]).value_or(0) < static_cast<int64_t>(n)) in.warn("RankWarning", "Polyfit may be poorly conditioned");
  return finish_array(in, from_doubles(in, c, Shape{static_cast<int64_t>(n)}), "np.polyfit", {b[0], b[1]});
}
Value polyval(Interp& in, py::Bound& b) {  // p, x
  const Arr p = as_array(in, b[0]);
  if (!p) return {};
  Value y = Value::integer(0);
  const auto items = in.list_of(Value(p));
  if (!items) return {};
  const Value x = in.is_sequence(b[1]) ? Value(as_array(in, b[1])) : b[1];
  y = call_ufunc(in, "multiply", {x, Value::integer(0)});
  for (const Value& c : *items) {
    y = y ? call_ufunc(in, "multiply", {y, x}) : y;
    y = y ? call_ufunc(in, "add", {y, c}) : y;
    if (!y) return {};
  }
  return y;
}
Value roots(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  auto p = doubles(in, a);
  while (!p.empty() && p.front() == 0) p.erase(p.begin());
  size_t zeros_count = 0;
  while (!p.empty() && p.back() == 0) { p.pop_back(); ++zeros_count; }
  if (p.size() < 2) return from_doubles(in, std::vector<double>(zeros_count), Shape{static_cast<int64_t>(zeros_count)});
  const size_t n = p.size() - 1;
  std::vector<double> companion(n * n);
  for (size_t j = 0; j < n; ++j) companion[j] = -p[j + 1] / p[0];
  for (size_t i = 1; i < n; ++i) companion[i * n + i - 1] = 1;
  const auto m = static_cast<int64_t>(n);
  Value w = numpy_call(in, "numpy.linalg", "eigvals", {Value(from_doubles(in, companion, Shape{m, m}))});
  if (w && zeros_count) w = numpy_call(in, "numpy", "append", {w, Value(from_doubles(in, std::vector<double>(zeros_count), Shape{static_cast<int64_t>(zeros_count)}))});
  return w;
}
Value poly(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  std::vector<double> out = {1};
  for (const double r : doubles(in, a)) { out.push_back(0); for (size_t i = out.size(); i-- > 1;) out[i] -= r * out[i - 1]; }
  const auto n = static_cast<int64_t>(out.size());
  return from_doubles(in, std::move(out), Shape{n});
}
Value polyder(Interp& in, py::Bound& b) {  // p, m=1
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  auto p = doubles(in, a);
  for (int64_t k = 0; k < need_int(in, b[1]).value_or(1); ++k) { for (size_t i = 0; i + 1 < p.size(); ++i) p[i] *= static_cast<double>(p.size() - 1 - i); if (!p.empty()) p.pop_back(); }
  const auto n = static_cast<int64_t>(p.size());
  return from_doubles(in, std::move(p), Shape{n}, a->dtype);
}
Value polyint(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  auto p = doubles(in, a);
  for (size_t i = 0; i < p.size(); ++i) p[i] /= static_cast<double>(p.size() - i);
  p.push_back(0);
  const auto n = static_cast<int64_t>(p.size());
  return from_doubles(in, std::move(p), Shape{n});
}
Value polyadd(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  auto p = doubles(in, x), q = doubles(in, y);
  while (p.size() < q.size()) p.insert(p.begin(), 0);
  while (q.size() < p.size()) q.insert(q.begin(), 0);
  for (size_t i = 0; i < p.size(); ++i) p[i] += q[i];
  const auto n = static_cast<int64_t>(p.size());
  return from_doubles(in, std::move(p), Shape{n}, promote(x->dtype, y->dtype));
}
Value polymul(Interp& in, py::Bound& b) { return numpy_call(in, "numpy", "convolve", {b[0], b[1]}); }

namespace {
// By powers of two where the length allows, else straight from the definition.
std::vector<Complex> transform(const std::vector<Complex>& x, int sign) {
  const size_t n = x.size();
  if (n <= 1) return x;
  if (n % 2 == 0) {
    std::vector<Complex> even, odd;
    for (size_t i = 0; i < n; i += 2) { even.push_back(x[i]); odd.push_back(x[i + 1]); }
    even = transform(even, sign);
    odd = transform(odd, sign);
    std::vector<Complex> out(n);
    for (size_t k = 0; k < n / 2; ++k) { const Complex t = std::polar(1.0, sign * 2 * M_PI * static_cast<double>(k) / static_cast<double>(n)) * odd[k]; out[k] = even[k] + t; out[k + n / 2] = even[k] - t; }
    return out;
  }
  std::vector<Complex> out(n);
  for (size_t k = 0; k < n; ++k) for (size_t j = 0; j < n; ++j) out[k] += x[j] * std::polar(1.0, sign * 2 * M_PI * static_cast<double>(k * j % n) / static_cast<double>(n));
  return out;
}
Value by_line(Interp& in, const Value& v, const Value& length, const Value& axis, int sign, bool real_in, bool real_out, const char* what) {
  Arr a = as_array(in, v);
  if (!a) return {};
  const auto k = normal_axis(in, need_int(in, axis).value_or(-1), static_cast<int64_t>(a->shape.rank()));
  if (!k) return {};
  Value moved = numpy_call(in, "numpy", "moveaxis", {Value(a), Value::integer(*k), Value::integer(-1)});
  if (!moved) return {};
  a = as_array(in, moved);
  const int64_t have = a->shape[a->shape.rank() - 1];
  const int64_t n = absent(length) ? (real_out ? 2 * (have - 1) : have) : need_int(in, length).value_or(have);
  if (n < 1) return in.raise("ValueError", "Invalid number of FFT data points (" + std::to_string(n) + ") specified.");
  const auto x = complexes(in, a);
  const int64_t lines = have ? static_cast<int64_t>(x.size()) / have : 0, out_n = real_in ? n / 2 + 1 : n;
  std::vector<Complex> out;
  for (int64_t l = 0; l < lines; ++l) {
    std::vector<Complex> line(static_cast<size_t>(n));
    if (real_out) for (int64_t i = 0; i < n; ++i) { const int64_t m = std::min(i, n - i); if (m < have) line[static_cast<size_t>(i)] = i <= n / 2 ? x[static_cast<size_t>(l * have + m)] : std::conj(x[static_cast<size_t>(l * have + m)]); }
    else for (int64_t i = 0; i < std::min(n, have); ++i) line[static_cast<size_t>(i)] = x[static_cast<size_t>(l * have + i)];
    line = transform(line, sign);
    if (sign > 0) for (Complex& c : line) c /= static_cast<double>(n);
    out.insert(out.end(), line.begin(), line.begin() + out_n);
  }
  Arr result = from_complexes(in, out, a->shape.with(a->shape.rank() - 1, out_n));
  if (real_out) { const Value re = in.get_attr(result, "real"); result = np::copy(in, *py::cast<NdArray>(re)); }
  const Value back = numpy_call(in, "numpy", "moveaxis", {Value(result), Value::integer(-1), Value::integer(*k)});
  return back ? finish_array(in, as_array(in, back), what, {v}) : back;
}
}  // namespace
Value fft(Interp& in, py::Bound& b) { return by_line(in, b[0], b[1], b[2], -1, false, false, "np.fft.fft"); }
Value ifft(Interp& in, py::Bound& b) { return by_line(in, b[0], b[1], b[2], 1, false, false, "np.fft.ifft"); }
Value rfft(Interp& in, py::Bound& b) { return by_line(in, b[0], b[1], b[2], -1, true, false, "np.fft.rfft"); }
Value irfft(Interp& in, py::Bound& b) { return by_line(in, b[0], b[1], b[2], 1, false, true, "np.fft.irfft"); }
Value fft2(Interp& in, py::Bound& b) { const Value a = by_line(in, b[0], Value(), Value::integer(-1), -1, false, false, "np.fft.fft2"); return a ? by_line(in, a, Value(), Value::integer(-2), -1, false, false, "np.fft.fft2") : a; }
Value ifft2(Interp& in, py::Bound& b) { const Value a = by_line(in, b[0], Value(), Value::integer(-1), 1, false, false, "np.fft.ifft2"); return a ? by_line(in, a, Value(), Value::integer(-2), 1, false, false, "np.fft.ifft2") : a; }
Value fftfreq(Interp& in, py::Bound& b) {  // n, d=1.0
  const auto n = need_int(in, b[0]);
  const auto d = n ? need_double(in, b[1]) : std::nullopt;
  if (!d) return {};
  std::vector<double> out;
  for (int64_t i = 0; i < *n; ++i) out.push_back(static_cast<double>(i < (*n + 1) / 2 ? i : i - *n) * (1.0 / (static_cast<double>(*n) * *d)));
  return from_doubles(in, std::move(out), Shape{*n});
}
Value rfftfreq(Interp& in, py::Bound& b) {
  const auto n = need_int(in, b[0]);
  const auto d = n ? need_double(in, b[1]) : std::nullopt;
  if (!d) return {};
  std::vector<double> out;
  for (int64_t i = 0; i <= *n / 2; ++i) out.push_back(static_cast<double>(i) / (static_cast<double>(*n) * *d));
  const auto count = static_cast<int64_t>(out.size());
  return from_doubles(in, std::move(out), Shape{count});
}
namespace {
Value shifted(Interp& in, py::Bound& b, bool back) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  std::vector<Value> by, axes;
  for (size_t i = 0; i < a->shape.rank(); ++i) { by.push_back(Value::integer(back ? -(a->shape[i] / 2) : a->shape[i] / 2)); axes.push_back(Value::integer(static_cast<int64_t>(i))); }
  return numpy_call(in, "numpy", "roll", {Value(a), in.tuple(by), in.tuple(axes)});
}
}  // namespace
Value fftshift(Interp& in, py::Bound& b) { return shifted(in, b, false); }
Value ifftshift(Interp& in, py::Bound& b) { return shifted(in, b, true); }

}  // namespace misfit::np::fn
