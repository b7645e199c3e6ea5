// Sums, means, order statistics, histograms.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/linalg.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {
namespace {

bool given(Interp& in, const Value& v) { return v && !v.same(numpy(in).no_value); }

// a, axis=None, dtype=None, out=None, keepdims=False, initial=..., where=True
Value reduced(Interp& in, const char* ufunc, py::Bound& b, const char* what, bool has_dtype) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  Reduce r;
  r.axis = b[1];
  size_t i = 2;
  if (has_dtype) { if (!absent(b[i])) { r.dtype = as_dt(in, b[i]); if (!r.dtype) return {}; } ++i; }
  r.out = b[i++];
  r.keepdims = given(in, b[i]) && flag(in, b[i]);
  ++i;
  r.initial = given(in, b[i]) && !b[i].is_none() ? b[i] : Value();
  ++i;
  r.where = given(in, b[i]) ? b[i] : Value();
  return reduce(in, *find_ufunc(ufunc), a, r, what, b[0]);
}

double count_of(const Shape& s, const std::vector<bool>& set) {
  double n = 1;
  for (size_t i = 0; i < s.rank(); ++i) if (set[i]) n *= static_cast<double>(s[i]);
  return n;
}

Arr keep_axes(Interp& in, const Arr& a, const std::vector<bool>& set) {   // drops the axes of length one that were kept
  Shape s;
  Ints strides;
  for (size_t i = 0; i < set.size(); ++i) if (!set[i]) { s.push_back(a->shape[i]); strides.push_back(a->strides[i]); }
  return view(in, a, s, strides, a->offset);
}

AxisMap kept_axes(const std::vector<bool>& set, bool keepdims) {
  AxisMap axes;
  for (size_t i = 0; i < set.size(); ++i) { if (!set[i]) axes.push_back({0, static_cast<int>(i)}); else if (keepdims) axes.push_back({}); }
  return axes;
}

// The sum over `set`, divided: float16 is summed as float32, integers as float64.
Arr mean_of(Interp& in, const Arr& a, const std::vector<bool>& set, bool keepdims, std::optional<Dt> dtype) {
  DType work = dtype ? dtype->type : is_inexact(a->dtype) ? a->dtype : DType::kFloat64;
  const DType result = work;
  if (work == DType::kFloat16) work = DType::kFloat32;
  const Arr from = a->dtype == work ? a : astype(in, a, work);
  if (!from) return {};
  const Arr sum = reduce_axes(in, *find_ufunc("add"), from, set, work, keepdims);
  if (!sum) return {};
  const double n = count_of(a->shape, set);
  Arr out;
  if (n == 0) {
    in.warn("RuntimeWarning", in.keras3() ? "Mean of empty slice" : "Mean of empty slice.");
    if (!report(in, kInvalid, sum->shape.rank() == 0 ? "scalar divide" : "divide")) return {};
    out = make(in, work, sum->shape);
    for (int64_t i = 0; i < size(*out); ++i) put_item(in, *out, i * static_cast<int64_t>(size_of(work)), Value::number(NAN));
  } else out = np::apply(in, "divide", sum, n);
  return out && out->dtype != result ? astype(in, out, result) : out;
}

Value done(Interp& in, const Arr& a, const Value& out, const char* what, const Value& source, AxisMap axes) {
  if (!a) return {};
  if (!absent(out)) return with_out(in, out, a);
  return finish(in, a, what, {source}, std::move(axes));
}

Arr var_of(Interp& in, const Arr& given_array, const std::vector<bool>& set, double ddof, bool keepdims, std::optional<Dt> dtype) {
  Arr a = given_array;
  const DType result = dtype ? dtype->type : is_inexact(a->dtype) ? a->dtype : DType::kFloat64;
  if (!is_inexact(a->dtype) || (dtype && a->dtype != dtype->type)) a = astype(in, a, result);
  if (a->dtype == DType::kFloat16) a = astype(in, a, DType::kFloat32);
  const Arr mean = mean_of(in, a, set, true, std::nullopt);
  if (!mean) return {};
  Arr x = np::apply(in, "subtract", a, mean);
  if (!x) return {};
  if (is_complex(x->dtype)) x = astype(in, np::apply(in, "square", np::apply(in, "absolute", x)), real_of(a->dtype));
  else x = np::apply(in, "multiply", x, x);
  const DType work = x->dtype;
  const Arr sum = reduce_axes(in, *find_ufunc("add"), x, set, work, keepdims);
  const double n = count_of(a->shape, set) - ddof;
  if (n <= 0) in.warn("RuntimeWarning", "Degrees of freedom <= 0 for slice");
  const Arr out = np::apply(in, "divide", sum, std::max(n, 0.0));
  return out && out->dtype != result && is_floating(result) ? astype(in, out, result) : out;
}

bool wrong_type(Interp& in, const Arr& a, const char* ufunc) {          // no arithmetic with texts
  if (!is_text(a->dtype)) return false;
  Reduce r;
  (void)reduce(in, *find_ufunc(ufunc), a, r, "", Value());
  return true;
}

}  // namespace

Value sum(Interp& in, py::Bound& b) {
  if (b[0].is_object() && in.type_of(b[0])->name == "generator") {
    if (in.keras3()) return in.raise("TypeError", "Calling np.sum(generator) is deprecated.Use np.sum(np.fromiter(generator)) or the python sum builtin instead.");
    in.warn("DeprecationWarning", "Calling np.sum(generator) is deprecated, and in the future will give a different result. Use np.sum(np.fromiter(generator)) or the python sum builtin instead.");
    const Value f = in.get_attr(in.import("builtins"), "sum");
    return f ? in.call(f, {b[0]}) : Value();
  }
  return reduced(in, "add", b, "np.sum", true);
}
Value prod(Interp& in, py::Bound& b) { return reduced(in, "multiply", b, "np.prod", true); }
Value max(Interp& in, py::Bound& b) { return reduced(in, "maximum", b, "np.max", false); }
Value min(Interp& in, py::Bound& b) { return reduced(in, "minimum", b, "np.min", false); }
namespace {
Value truth_of(Interp& in, py::Bound& b, const char* ufunc, const char* what) {   // a, axis=None, out=None, keepdims=False, *, where=True
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  Reduce r;
  r.axis = b[1];
  r.out = b[2];
  r.keepdims = given(in, b[3]) && flag(in, b[3]);
  return reduce(in, *find_ufunc(ufunc), a, r, what, b[0]);
}
}  // namespace
Value any(Interp& in, py::Bound& b) { return truth_of(in, b, "logical_or", "np.any"); }
Value all(Interp& in, py::Bound& b) { return truth_of(in, b, "logical_and", "np.all"); }

Value mean(Interp& in, py::Bound& b) {    // a, axis=None, dtype=None, out=None, keepdims=False, *, where=True
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (wrong_type(in, a, "add")) return {};
  if (is_object(a->dtype)) {
    Reduce r;
    r.axis = b[1];
    const Value s = reduce(in, *find_ufunc("add"), a, r, "np.mean", b[0]);
    return s ? in.binary(py::BinaryOp::kTrueDiv, s, Value::integer(size(*a))) : s;
  }
  const auto set = axis_set(in, b[1], static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  std::optional<Dt> d;
  if (!absent(b[2])) { d = as_dt(in, b[2]); if (!d) return {}; }
  const bool keep = given(in, b[4]) && flag(in, b[4]);
  if (given(in, b[5]) && !b[5].is_bool() && !b[5].is_none()) {
    Reduce r;
    r.axis = b[1];
    r.where = b[5];
    r.keepdims = keep;
    const Arr x = is_inexact(a->dtype) ? a : astype(in, a, DType::kFloat64);
    const Value total = reduce(in, *find_ufunc("add"), x, r, "np.mean", b[0]);
    const Arr mask = total ? as_array(in, b[5], Dt(DType::kBool)) : Arr();
    const Arr spread = mask ? broadcast_view(in, mask, a->shape) : Arr();
    if (!spread) return {};
    const Arr n = reduce_axes(in, *find_ufunc("add"), astype(in, spread, DType::kInt64), *set, DType::kInt64, keep);
    return in.binary(py::BinaryOp::kTrueDiv, total, n->shape.rank() ? Value(n) : scalar(in, n));
  }
  return done(in, mean_of(in, a, *set, keep, d), b[3], "np.mean", b[0], kept_axes(*set, keep));
}
namespace {
Value spread_of(Interp& in, py::Bound& b, bool root) {  // a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=..., correction=...
  const Arr a = as_array(in, b[0]);
  if (!a || wrong_type(in, a, "add")) return {};
  const auto set = axis_set(in, b[1], static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  std::optional<Dt> d;
  if (!absent(b[2])) { d = as_dt(in, b[2]); if (!d) return {}; }
  const Value& correction = b.values().size() > 8 && !absent(b[8]) ? b[8] : b[4];
  const auto ddof = need_double(in, correction);
  if (!ddof) return {};
  const bool keep = given(in, b[5]) && flag(in, b[5]);
  Arr v = var_of(in, a, *set, *ddof, keep, d);
  if (v && root) v = np::apply(in, "sqrt", v);
  return done(in, v, b[3], root ? "np.std" : "np.var", b[0], kept_axes(*set, keep));
}
}  // namespace
Value std_(Interp& in, py::Bound& b) { return spread_of(in, b, true); }
Value var(Interp& in, py::Bound& b) { return spread_of(in, b, false); }
Value ptp(Interp& in, py::Bound& b) {     // a, axis=None, out=None, keepdims=False
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  Reduce r;
  r.axis = b[1];
  r.keepdims = given(in, b[3]) && flag(in, b[3]);
  const Value high = reduce(in, *find_ufunc("maximum"), a, r, "np.max", b[0]), low = high ? reduce(in, *find_ufunc("minimum"), a, r, "np.min", b[0]) : Value();
  return low ? in.binary(py::BinaryOp::kSub, high, low) : Value();
}

namespace {

// Runs f over each line of `a` along `axis`; lines are copied to doubles.
void each_line(Interp& in, const Arr& a, size_t axis, const std::function<void(const std::vector<double>&)>& f) {
  const Arr x = astype(in, a, DType::kFloat64);
  const int64_t n = x->shape[axis], step = x->strides[axis];
  Ints strides = x->strides;
  strides.erase(strides.begin() + static_cast<std::ptrdiff_t>(axis));
  std::vector<double> line(static_cast<size_t>(n));
  const std::byte* p = size(*x) ? data(*x) : nullptr;
  walk(x->shape.without(axis), strides, [&](int64_t o) {
    for (int64_t i = 0; i < n; ++i) std::memcpy(&line[static_cast<size_t>(i)], p + o + i * step, 8);
    f(line);
  });
}

Arr flat_of(Interp& in, const Arr& a) {
  const Arr c = contiguous_array(in, a);
  return view(in, c, Shape{size(*c)}, Ints{static_cast<int64_t>(stride_of(c->dtype))}, c->offset);
}

Value arg_extreme(Interp& in, py::Bound& b, bool largest, bool skip_nan = false) {  // a, axis=None, out=None, *, keepdims=False
  Arr a = as_array(in, b[0]);
  if (!a) return {};
  const char* name = largest ? "argmax" : "argmin";
  const bool keep = b.values().size() > 3 && given(in, b[3]) && flag(in, b[3]);
  if (!absent(b[2]) && !py::cast<NdArray>(b[2])) return in.raise("TypeError", "output must be an array");
  const size_t rank = a->shape.rank();
  size_t axis = 0;
  if (absent(b[1])) a = flat_of(in, a);
  else {
    const auto n = need_int(in, b[1]);
    const auto k = n ? normal_axis(in, *n, static_cast<int64_t>(std::max<size_t>(rank, 1))) : std::nullopt;
    if (!k) return {};
    if (rank == 0) a = flat_of(in, a);
    axis = static_cast<size_t>(*k);
  }
  if (a->shape[axis] == 0) return in.raise("ValueError", "attempt to get " + std::string(name) + " of an empty sequence");
  if (is_text(a->dtype) || is_object(a->dtype)) {
    std::vector<Value> items;
    walk(a->shape, a->strides, [&](int64_t o) { items.push_back(python_item(in, *a, o)); });
    size_t best = 0;
    for (size_t i = 1; i < items.size(); ++i) {
      const Value c = in.compare(largest ? py::CompareOp::kGt : py::CompareOp::kLt, items[i], items[best]);
      const auto t = c ? in.truth(c) : std::nullopt;
      if (!t) return {};
      if (*t) best = i;
    }
    return scalar(in, from_integers(in, {static_cast<int64_t>(best)}, Shape{}));
  }
  Shape s = a->shape.without(axis);
  const auto search = [largest, skip_nan](const std::byte* p, DType t, int64_t step, int64_t n) {
    int64_t best = -1;
    double top = 0;
    std::vector<double> line(static_cast<size_t>(n));
    if (comp_of(t) == Comp::kInt || comp_of(t) == Comp::kUInt) {
      std::vector<int64_t> whole(static_cast<size_t>(n));
      np::load(t, p, step, n, whole.data());
      return static_cast<int64_t>((largest ? std::max_element(whole.begin(), whole.end()) : std::min_element(whole.begin(), whole.end())) - whole.begin());
    }
    np::load(t, p, step, n, line.data());
    for (int64_t i = 0; i < n; ++i) {
      const double v = line[static_cast<size_t>(i)];
      if (std::isnan(v)) { if (skip_nan) continue; return i; }
      if (best < 0 || (largest ? v > top : v < top)) { best = i; top = v; }
    }
    return best;
  };
  Arr out = make(in, DType::kInt64, s);
  Ints strides = a->strides;
  strides.erase(strides.begin() + static_cast<std::ptrdiff_t>(axis));
  int64_t i = 0;
  auto* q = size(*out) ? span_of<int64_t>(*out) : nullptr;
  const std::byte* p = size(*a) ? data(*a) : nullptr;
  bool all_nan = false;
  walk(s, strides, [&](int64_t o) { q[i] = search(p + o, a->dtype, a->strides[axis], a->shape[axis]); all_nan |= q[i] < 0; ++i; });
  if (all_nan) return in.raise("ValueError", "All-NaN slice encountered");
  AxisMap axes;
  if (!absent(b[1])) for (size_t k = 0; k < rank; ++k) if (k != axis) axes.push_back({0, static_cast<int>(k)});
  if (keep) {
    Shape wide = s;
    if (absent(b[1])) wide = Shape(Ints(rank, 1)); else { wide = a->shape; wide[axis] = 1; }
    return view(in, out, wide, c_strides(wide, 8), 0);
  }
  return done(in, out, b[2], largest ? "np.argmax" : "np.argmin", b[0], std::move(axes));
}

Value running(Interp& in, py::Bound& b, const char* ufunc, const char* what) {  // a, axis=None, dtype=None, out=None
  Arr a = as_array(in, b[0]);
  if (!a) return {};
  int64_t axis = 0;
  if (absent(b[1])) a = flat_of(in, a);
  else { const auto n = need_int(in, b[1]); if (!n) return {}; axis = *n; }
  if (!absent(b[2])) { const auto d = as_dt(in, b[2]); if (!d) return {}; a = astype(in, a, *d); if (!a) return {}; }
  const Value object(new UfuncObject(numpy(in).ufunc, *find_ufunc(ufunc)));
  const Value f = in.get_attr(object, "accumulate");
  const Value out = f ? in.call(f, {Value(a), Value::integer(axis)}) : Value();
  if (!out) return {};
  return absent(b[3]) ? (a->shape.rank() ? finish_array(in, as_array(in, out), what, {b[0]}) : out) : with_out(in, b[3], as_array(in, out));
}

double quantile_of(std::vector<double> v, double q, std::string_view method) {
  for (const double x : v) if (std::isnan(x)) return NAN;
  std::sort(v.begin(), v.end());
  const double n = static_cast<double>(v.size()), place = q * (n - 1);
  const auto at = [&](double i) { return v[static_cast<size_t>(std::clamp(i, 0.0, n - 1))]; };
  if (method == "lower") return at(std::floor(place));
  if (method == "higher") return at(std::ceil(place));
  if (method == "nearest") return at(std::nearbyint(place));
  if (method == "midpoint") return (at(std::floor(place)) + at(std::ceil(place))) / 2;
  const double low = std::floor(place), t = place - low, a = at(low), c = at(low + 1), d = c - a;
  return t >= 0.5 ? c - d * (1 - t) : a + d * t;
}

Value quantiles(Interp& in, py::Bound& b, double scale, bool skip_nan, const char* what) {  // a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False
  Arr a = as_array(in, b[0]);
  if (const Arr text = a ? as_array(in, b[1]) : Arr(); text && is_text(text->dtype) && scale != 1) return call_ufunc(in, "divide", {Value(text), Value::integer(100)});
  const Arr q = a ? as_array(in, b[1], Dt(DType::kFloat64)) : Arr();
  if (!q) return {};
  if (is_text(a->dtype)) {                                // texts do not lie between texts
    if (in.keras3()) return in.raise("TypeError", "unsupported operand type(s) for -: 'numpy.str_' and 'numpy.str_'");
    return call_ufunc(in, "subtract", {Value(a), Value(a)});
  }
  const auto qs = doubles(in, q);
  for (const double x : qs) if (!(x >= 0 && x <= scale)) return in.raise("ValueError", scale == 1 ? "Quantiles must be in the range [0, 1]" : "Percentiles must be in the range [0, 100]");
  const auto method = in.as_str(b[5]).value_or("linear");
  constexpr std::string_view kMethods[] = {"inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest"};
  if (std::find(std::begin(kMethods), std::end(kMethods), method) == std::end(kMethods)) {
    std::string names;
    for (const std::string_view m : kMethods) names += (names.empty() ? "'" : ", '") + std::string(m) + "'";
    return in.raise("ValueError", "'" + std::string(method) + "' is not a valid method. Use one of: dict_keys([" + names + "])");
  }
  const auto set = axis_set(in, b[2], static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  const bool keep = given(in, b[6]) && flag(in, b[6]);
  // Reduced axes last, as one.
  Shape kept, lines;
  Ints kept_strides, line_strides;
  for (size_t i = 0; i < set->size(); ++i) ((*set)[i] ? lines : kept).push_back(a->shape[i]), ((*set)[i] ? line_strides : kept_strides).push_back(a->strides[i]);
  const bool picks = method == "lower" || method == "higher" || method == "nearest";
  const DType type = picks ? a->dtype : is_inexact(a->dtype) && (in.keras3() || a->dtype == DType::kFloat64) ? a->dtype : DType::kFloat64;
  std::vector<double> out(qs.size() * static_cast<size_t>(kept.elements()));
  size_t k = 0;
  const auto n = static_cast<size_t>(kept.elements());
  if (lines.elements() == 0) {
    if (!skip_nan) return in.raise("IndexError", "index -1 is out of bounds for axis 0 with size 0");
    std::fill(out.begin(), out.end(), NAN);
  } else walk(kept, kept_strides, [&](int64_t o) {
    std::vector<double> v;
    walk(lines, line_strides, [&](int64_t p) { double x = 0; convert(a->dtype, data(*a) + o + p, 0, DType::kFloat64, reinterpret_cast<std::byte*>(&x), 0, 1); if (!skip_nan || !std::isnan(x)) v.push_back(x); });
    for (size_t j = 0; j < qs.size(); ++j) out[j * n + k] = v.empty() ? NAN : quantile_of(v, qs[j] / scale, method);
    ++k;
  });
  Shape s;
  if (q->shape.rank()) for (const int64_t x : q->shape) s.push_back(x);
  if (keep) { for (size_t i = 0; i < set->size(); ++i) s.push_back((*set)[i] ? 1 : a->shape[i]); }
  else for (const int64_t x : kept) s.push_back(x);
  return done(in, from_doubles(in, std::move(out), s, type), b[3], what, b[0], {});
}

Value middle(Interp& in, py::Bound& b, bool skip_nan, const char* what) {  // a, axis=None, out=None, overwrite_input=False, keepdims=False
  Arr a = as_array(in, b[0]);
  if (!a || wrong_type(in, a, "add")) return {};
  const auto set = axis_set(in, b[1], static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  const bool keep = given(in, b[4]) && flag(in, b[4]);
  Shape kept, lines, s;
  Ints kept_strides, line_strides;
  for (size_t i = 0; i < set->size(); ++i) {
    ((*set)[i] ? lines : kept).push_back(a->shape[i]);
    ((*set)[i] ? line_strides : kept_strides).push_back(a->strides[i]);
    if (!(*set)[i]) s.push_back(a->shape[i]); else if (keep) s.push_back(1);
  }
  const DType type = is_inexact(a->dtype) ? a->dtype : DType::kFloat64;
  std::vector<double> out;
  bool empty = false;
  walk(kept, kept_strides, [&](int64_t o) {
    std::vector<double> v;
    bool nan = false;
    walk(lines, line_strides, [&](int64_t p) { double x = 0; convert(a->dtype, data(*a) + o + p, 0, DType::kFloat64, reinterpret_cast<std::byte*>(&x), 0, 1); if (std::isnan(x)) { nan = true; if (skip_nan) return; } v.push_back(x); });
    if (v.empty()) { empty = true; out.push_back(NAN); return; }
    if (nan && !skip_nan) { out.push_back(NAN); return; }
    std::sort(v.begin(), v.end());
    const size_t n = v.size();
    out.push_back(n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2);
  });
  if (empty) {
    in.warn("RuntimeWarning", skip_nan && size(*a) ? "All-NaN slice encountered" : in.keras3() ? "Mean of empty slice" : "Mean of empty slice.");
    if (!(skip_nan && size(*a)) && !report(in, kInvalid, "scalar divide")) return {};
  }
  return done(in, from_doubles(in, std::move(out), s, type), b[2], what, b[0], {});
}

}  // namespace

Value argmax(Interp& in, py::Bound& b) { return arg_extreme(in, b, true); }
Value argmin(Interp& in, py::Bound& b) { return arg_extreme(in, b, false); }
Value nanargmax(Interp& in, py::Bound& b) { return arg_extreme(in, b, true, true); }
Value nanargmin(Interp& in, py::Bound& b) { return arg_extreme(in, b, false, true); }
Value cumsum(Interp& in, py::Bound& b) { return running(in, b, "add", "np.cumsum"); }
Value cumprod(Interp& in, py::Bound& b) { return running(in, b, "multiply", "np.cumprod"); }
Value percentile(Interp& in, py::Bound& b) { return quantiles(in, b, 100, false, "np.percentile"); }
Value quantile(Interp& in, py::Bound& b) { return quantiles(in, b, 1, false, "np.quantile"); }
Value nanpercentile(Interp& in, py::Bound& b) { return quantiles(in, b, 100, true, "np.nanpercentile"); }
Value median(Interp& in, py::Bound& b) { return middle(in, b, false, "np.median"); }
Value nanmedian(Interp& in, py::Bound& b) { return middle(in, b, true, "np.nanmedian"); }

Value diff(Interp& in, py::Bound& b) {    // a, n=1, axis=-1, prepend=..., append=...
  Arr a = as_array(in, b[0]);
  const auto times = a ? need_int(in, b[1]) : std::nullopt, at = times ? need_int(in, b[2]) : std::nullopt;
  if (!at) return {};
  if (*times < 0) return in.raise("ValueError", "order must be non-negative but got " + std::to_string(*times));
  if (a->shape.rank() == 0) return in.raise("ValueError", "diff requires input that is at least one dimensional");
  const auto k = normal_axis(in, *at, static_cast<int64_t>(a->shape.rank()));
  if (!k) return {};
  const auto axis = static_cast<size_t>(*k);
  for (const size_t extra : {size_t{3}, size_t{4}})
    if (given(in, b[extra]) && !b[extra].is_none()) {
      Arr e = as_array(in, b[extra]);
      if (!e) return {};
      if (e->shape.rank() == 0) e = broadcast_view(in, e, a->shape.with(axis, 1));
      const Value joined = in.call(in.get_attr(in.import("numpy"), "concatenate"), {in.tuple(extra == 3 ? std::vector<Value>{Value(e), Value(a)} : std::vector<Value>{Value(a), Value(e)}), Value::integer(*k)});
      if (!joined) return {};
      a = as_array(in, joined);
    }
  for (int64_t i = 0; i < *times; ++i) {
    const int64_t n = std::max<int64_t>(a->shape[axis] - 1, 0);
    const Arr next = view(in, a, a->shape.with(axis, n), a->strides, a->offset + (n ? a->strides[axis] : 0)), here = view(in, a, a->shape.with(axis, n), a->strides, a->offset);
    a = np::apply(in, is_bool(a->dtype) ? "not_equal" : "subtract", next, here);
    if (!a) return {};
  }
  return finish_array(in, a, "np.diff", {b[0]}, same_axes(a->shape));
}
Value ediff1d(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const Arr f = flat_of(in, a);
  const int64_t n = std::max<int64_t>(size(*f) - 1, 0);
  return np::apply(in, "subtract", view(in, f, Shape{n}, f->strides, f->offset + (n ? f->strides[0] : 0)), view(in, f, Shape{n}, f->strides, f->offset));
}

Value average(Interp& in, py::Bound& b) {  // a, axis=None, weights=None, returned=False, *, keepdims=...
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const auto set = axis_set(in, b[1], static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  const bool keep = given(in, b[4]) && flag(in, b[4]);
  if (absent(b[2])) {
    const Arr m = mean_of(in, a, *set, keep, std::nullopt);
    const Value v = finish(in, m, "np.average", {b[0]}, kept_axes(*set, keep));
    return flag(in, b[3]) ? in.tuple({v, Value::number(count_of(a->shape, *set))}) : v;
  }
  Arr w = as_array(in, b[2]);
  if (!w) return {};
  if (!(w->shape == a->shape)) {
    if (absent(b[1])) return in.raise("TypeError", "Axis must be specified when shapes of a and weights differ.");
    if (w->shape.rank() != 1) return in.raise("TypeError", "1D weights expected when shapes of a and weights differ.");
    size_t axis = 0;
    while (!(*set)[axis]) ++axis;
    if (w->shape[0] != a->shape[axis]) return in.raise("ValueError", in.keras3() ? "Shape of weights must be consistent with shape of a along specified axis." : "Length of weights not compatible with specified axis.");
    Ints strides(a->shape.rank(), 0);
    strides[axis] = w->strides[0];
    w = view(in, w, a->shape, strides, w->offset);
  }
  const DType type = promote(promote(a->dtype, w->dtype), is_inexact(a->dtype) ? a->dtype : DType::kFloat64);
  const Arr total = reduce_axes(in, *find_ufunc("add"), astype(in, w, type), *set, type, keep);
  for (const double x : doubles(in, total)) if (x == 0) return in.raise("ZeroDivisionError", "Weights sum to zero, can't be normalized");
  const Arr product = np::apply(in, "multiply", astype(in, a, type), astype(in, w, type));
  const Arr out = np::apply(in, "divide", reduce_axes(in, *find_ufunc("add"), product, *set, type, keep), total);
  const Value v = finish(in, out, "np.average", {b[0]}, kept_axes(*set, keep));
  return flag(in, b[3]) ? in.tuple({v, finish(in, total, "np.average", {b[2]})}) : v;
}

namespace {
// bins, range -> edges
std::optional<std::vector<double>> edges_of(Interp& in, const std::vector<double>& v, const Value& bins, const Value& range) {
  if (const auto rule = in.as_str(bins)) {
    bool known = false;
    for (const char* k : {"stone", "auto", "doane", "fd", "rice", "scott", "sqrt", "sturges"}) known |= *rule == k;
    if (!known) { in.raise("ValueError", "'" + std::string(*rule) + "' is not a valid estimator for `bins`"); return std::nullopt; }
  }
  if (bins.is_float()) { in.raise("TypeError", "`bins` must be an integer, a string, or an array"); return std::nullopt; }
  if (bins.is_int() || py::cast<Scalar>(bins) || in.as_str(bins)) {
    int64_t n = 10;
    double lo = 0, hi = 1;
    if (!absent(range)) {
      const auto r = in.list_of(range);
      if (!r || r->size() != 2) return std::nullopt;
      const auto x = need_double(in, (*r)[0]), y = x ? need_double(in, (*r)[1]) : std::nullopt;
      if (!y) return std::nullopt;
      lo = *x;
      hi = *y;
      if (lo > hi) { in.raise("ValueError", "max must be larger than min in range parameter."); return std::nullopt; }
    } else if (!v.empty()) {
      lo = *std::min_element(v.begin(), v.end());
      hi = *std::max_element(v.begin(), v.end());
      for (const double x : v) if (!std::isfinite(x)) { in.raise("ValueError", "autodetected range of [" + std::string(std::isnan(x) ? "nan, nan" : "inf, inf") + "] is not finite"); return std::nullopt; }
    }
    if (in.as_str(bins)) {
      const double count = static_cast<double>(std::max<size_t>(v.size(), 1));
      n = static_cast<int64_t>(std::ceil(std::log2(count))) + 1;                 // Sturges
    } else {
      const auto k = need_int(in, bins);
      if (!k) return std::nullopt;
      n = *k;
    }
    if (n < 1) { in.raise("ValueError", "`bins` must be positive, when an integer"); return std::nullopt; }
    if (lo == hi) { lo -= 0.5; hi += 0.5; }
    std::vector<double> out;
    const double step = (hi - lo) / static_cast<double>(n);
    for (int64_t i = 0; i <= n; ++i) out.push_back(i == n ? hi : lo + static_cast<double>(i) * step);
    return out;
  }
  const Arr e = as_array(in, bins);
  if (!e) return std::nullopt;
  if (e->shape.rank() != 1) { in.raise("ValueError", "`bins` must be 1d, when an array"); return std::nullopt; }
  auto out = doubles(in, e);
  for (size_t i = 1; i < out.size(); ++i) if (out[i] < out[i - 1]) { in.raise("ValueError", "`bins` must increase monotonically, when an array"); return std::nullopt; }
  return out;
}
int64_t bin_of(const std::vector<double>& e, double x) {
  if (!(x >= e.front() && x <= e.back())) return -1;
  return std::min<int64_t>(std::upper_bound(e.begin(), e.end(), x) - e.begin() - 1, static_cast<int64_t>(e.size()) - 2);
}
}  // namespace

Value histogram(Interp& in, py::Bound& b) {  // a, bins=10, range=None, density=None, weights=None
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const auto v = doubles(in, a);
  const auto e = edges_of(in, v, b[1], b[2]);
  if (!e) return {};
  const bool weighted = !absent(b[4]);
  const auto w = weighted ? doubles(in, as_array(in, b[4])) : std::vector<double>();
  std::vector<double> counts(e->size() - 1);
  for (size_t i = 0; i < v.size(); ++i) if (const int64_t k = bin_of(*e, v[i]); k >= 0) counts[static_cast<size_t>(k)] += weighted ? w[i] : 1;
  const auto n = static_cast<int64_t>(counts.size());
  DType type = weighted ? as_array(in, b[4])->dtype : DType::kInt64;
  if (!absent(b[3]) && flag(in, b[3])) {
    double total = 0;
    for (const double c : counts) total += c;
    for (size_t i = 0; i < counts.size(); ++i) counts[i] = counts[i] / ((*e)[i + 1] - (*e)[i]) / total;
    type = DType::kFloat64;
  }
  const Value h = finish_array(in, from_doubles(in, std::move(counts), Shape{n}, type), "np.histogram", {b[0]});
  const Arr given_edges = b[1].is_object() && !in.as_str(b[1]) && !py::cast<Scalar>(b[1]) ? as_array(in, b[1]) : Arr();
  return in.tuple({h, given_edges ? Value(given_edges) : Value(from_doubles(in, *e, Shape{n + 1}, a->dtype == DType::kFloat32 ? DType::kFloat32 : DType::kFloat64))});
}
Value histogram_bin_edges(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto e = a ? edges_of(in, doubles(in, a), b[1], b[2]) : std::nullopt;
  if (!e) return {};
  const auto n = static_cast<int64_t>(e->size());
  return from_doubles(in, *e, Shape{n});
}
Value histogram2d(Interp& in, py::Bound& b) {  // x, y, bins=10, range=None, density=None, weights=None
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  const auto u = doubles(in, x), v = doubles(in, y);
  Value bx = b[2], by = b[2], rx, ry;
  if (in.is_sequence(b[2]) && in.items(b[2]).size() == 2) { bx = in.items(b[2])[0]; by = in.items(b[2])[1]; }
  if (in.is_sequence(b[3]) && in.items(b[3]).size() == 2) { rx = in.items(b[3])[0]; ry = in.items(b[3])[1]; }
  const auto ex = edges_of(in, u, bx, rx), ey = ex ? edges_of(in, v, by, ry) : std::nullopt;
  if (!ey) return {};
  const auto n = static_cast<int64_t>(ex->size()) - 1, m = static_cast<int64_t>(ey->size()) - 1;
  std::vector<double> counts(static_cast<size_t>(n * m));
  for (size_t i = 0; i < u.size(); ++i) { const int64_t p = bin_of(*ex, u[i]), q = bin_of(*ey, v[i]); if (p >= 0 && q >= 0) counts[static_cast<size_t>(p * m + q)] += 1; }
  return in.tuple({Value(from_doubles(in, std::move(counts), Shape{n, m})), Value(from_doubles(in, *ex, Shape{n + 1})), Value(from_doubles(in, *ey, Shape{m + 1}))});
}
Value bincount(Interp& in, py::Bound& b) {  // x, weights=None, minlength=0
  const Arr a = as_array(in, b[0]);
  const auto least = a ? need_int(in, b[2]) : std::nullopt;
  if (!least) return {};
  if (in.keras3() && a->shape.rank() > 1 && in.is_sequence(b[0])) return in.raise("ValueError", "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 1.");
  if (a->shape.rank() != 1) return in.raise("ValueError", a->shape.rank() ? "object too deep for desired array" : "object of too small depth for desired array");
  if (is_floating(a->dtype) && np::size(*a) && !in.keras3() && !py::cast<py::List>(b[0])) return in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*a)) + " to dtype('int64') according to the rule 'safe'");
  if (in.keras3() && is_floating(a->dtype) && np::size(*a)) in.warn("DeprecationWarning", "Non-integer input passed to bincount. In a future version of NumPy, this will be an error. (Deprecated NumPy 2.1)");
  else if (np::size(*a) && !is_floating(a->dtype) && !np::can_cast(dt(*a), DType::kInt64, "safe")) return in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*a)) + " to dtype('int64') according to the rule 'safe'");
  const auto v = integers(in, a);
  const bool weighted = !absent(b[1]);
  const auto w = weighted ? doubles(in, as_array(in, b[1])) : std::vector<double>();
  if (weighted && w.size() != v.size()) return in.raise("ValueError", "The weights and list don't have the same length.");
  int64_t n = *least;
  for (const int64_t x : v) { if (x < 0) return in.raise("ValueError", "'list' argument must have no negative elements"); n = std::max(n, x + 1); }
  std::vector<double> out(static_cast<size_t>(n));
  for (size_t i = 0; i < v.size(); ++i) out[static_cast<size_t>(v[i])] += weighted ? w[i] : 1;
  return finish_array(in, from_doubles(in, std::move(out), Shape{n}, weighted ? DType::kFloat64 : DType::kInt64), "np.bincount", {b[0]});
}
Value digitize(Interp& in, py::Bound& b) {  // x, bins, right=False
  const Arr a = as_array(in, b[0]), e = a ? as_array(in, b[1]) : Arr();
  if (!e) return {};
  if (e->shape.rank() > 1) return in.raise("ValueError", "object too deep for desired array");
  auto bins = doubles(in, e);
  const bool right = flag(in, b[2]), falling = bins.size() > 1 && bins.front() > bins.back();
  if (falling) std::reverse(bins.begin(), bins.end());
  for (size_t i = 1; i < bins.size(); ++i) if (bins[i] < bins[i - 1]) return in.raise("ValueError", "bins must be monotonically increasing or decreasing");
  std::vector<int64_t> out;
  for (const double x : doubles(in, a)) {
    const bool left_side = right != falling ? right : right;
    const int64_t k = (falling ? !left_side : left_side) ? std::lower_bound(bins.begin(), bins.end(), x) - bins.begin() : std::upper_bound(bins.begin(), bins.end(), x) - bins.begin();
    out.push_back(falling ? static_cast<int64_t>(bins.size()) - k : k);
  }
  return finish(in, from_integers(in, std::move(out), a->shape), "np.digitize", {b[0]});
}
namespace {
// Variables in rows: their centred products.
std::optional<std::pair<std::vector<double>, int64_t>> covariance(Interp& in, const Value& m, const Value& y, bool rowvar, bool bias, const Value& ddof) {
  Arr a = as_array(in, m, Dt(DType::kFloat64));
  if (!a) return std::nullopt;
  if (a->shape.rank() > 2) { in.raise("ValueError", "m has more than 2 dimensions"); return std::nullopt; }
  std::vector<std::vector<double>> rows;
  const auto add = [&](const Arr& x) {
    const auto v = doubles(in, x);
    if (x->shape.rank() < 2) { rows.push_back(v); return; }
    const auto n = static_cast<size_t>(x->shape[0]), k = static_cast<size_t>(x->shape[1]);
    for (size_t i = 0; i < (rowvar ? n : k); ++i) {
      std::vector<double> row;
      for (size_t j = 0; j < (rowvar ? k : n); ++j) row.push_back(rowvar ? v[i * k + j] : v[j * k + i]);
      rows.push_back(std::move(row));
    }
  };
  add(a);
  if (!absent(y)) { const Arr other = as_array(in, y, Dt(DType::kFloat64)); if (!other) return std::nullopt; add(other); }
  const size_t n = rows.empty() ? 0 : rows[0].size();
  if (!rows.empty() && rows.back().size() != n) {
    in.raise("ValueError", "all the input array dimensions except for the concatenation axis must match exactly, but along dimension 1, the array at index 0 has size " + std::to_string(n) +
                               " and the array at index 1 has size " + std::to_string(rows.back().size()));
    return std::nullopt;
  }
  const double fact = static_cast<double>(n) - (absent(ddof) ? (bias ? 0 : 1) : need_double(in, ddof).value_or(1));
  for (auto& r : rows) {
    const double mean_value = std::accumulate(r.begin(), r.end(), 0.0) / static_cast<double>(n);
    for (double& x : r) x -= mean_value;
  }
  std::vector<double> out;
  for (const auto& p : rows) for (const auto& q : rows) { double s = 0; for (size_t i = 0; i < n; ++i) s += p[i] * q[i]; out.push_back(s / fact); }
  return std::pair{out, static_cast<int64_t>(rows.size())};
}
}  // namespace
Value cov(Interp& in, py::Bound& b) {     // m, y=None, rowvar=True, bias=False, ddof=None
  const auto c = covariance(in, b[0], b[1], flag(in, b[2]), flag(in, b[3]), b[4]);
  if (!c) return {};
  const bool one = c->second == 1;
  Arr a = from_doubles(in, c->first, one ? Shape{} : Shape{c->second, c->second});
  return one ? Value(a) : finish_array(in, a, "np.cov", {b[0]});
}
Value corrcoef(Interp& in, py::Bound& b) {  // x, y=None, rowvar=True
  auto c = covariance(in, b[0], b[1], flag(in, b[2]), false, Value());
  if (!c) return {};
  const auto n = static_cast<size_t>(c->second);
  if (n == 1) return scalar(in, from_doubles(in, {c->first[0] / c->first[0]}, Shape{}));
  std::vector<double> out;
  bool invalid = false;
  for (size_t i = 0; i < n; ++i) for (size_t j = 0; j < n; ++j) {
    const double d = std::sqrt(c->first[i * n + i]), e = std::sqrt(c->first[j * n + j]);
    const double r = c->first[i * n + j] / d / e;
    invalid |= std::isnan(r);
    out.push_back(std::clamp(r, -1.0, 1.0));
    if (std::isnan(r)) out.back() = r;
  }
  if (invalid && !report(in, kInvalid, "divide")) return {};
  return finish_array(in, from_doubles(in, std::move(out), Shape{c->second, c->second}), "np.corrcoef", {b[0]});
}
Value interp(Interp& in, py::Bound& b) {  // x, xp, fp, left=None, right=None, period=None
  const Arr a = as_array(in, b[0]), xp = a ? as_array(in, b[1]) : Arr(), fp = xp ? as_array(in, b[2]) : Arr();
  if (!fp) return {};
  if (xp->shape.rank() > 1 || fp->shape.rank() > 1) return in.raise("ValueError", "object too deep for desired array");
  const auto x = doubles(in, a), u = doubles(in, xp), v = doubles(in, fp);
  if (u.empty()) return in.raise("ValueError", "array of sample points is empty");
  if (u.size() != v.size()) return in.raise("ValueError", "fp and xp are not of the same length.");
  std::vector<double> out;
  for (const double t : x) {
    if (std::isnan(t)) { out.push_back(t); continue; }
    if (t < u.front()) { out.push_back(absent(b[3]) ? v.front() : need_double(in, b[3]).value_or(0)); continue; }
    if (t > u.back()) { out.push_back(absent(b[4]) ? v.back() : need_double(in, b[4]).value_or(0)); continue; }
    const auto k = static_cast<size_t>(std::upper_bound(u.begin(), u.end(), t) - u.begin());
    if (k >= u.size()) { out.push_back(v.back()); continue; }
    const double slope = (v[k] - v[k - 1]) / (u[k] - u[k - 1]);
    out.push_back(slope * (t - u[k - 1]) + v[k - 1]);
  }
  return finish(in, from_doubles(in, std::move(out), a->shape), "np.interp", {b[0]});
}
Value gradient(Interp& in, py::Bound& b) {  // f, *varargs, axis=None, edge_order=1
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const auto spacing = in.items(b[1]);
  const size_t rank = a->shape.rank();
  std::vector<size_t> axes;
  if (absent(b[2])) for (size_t i = 0; i < rank; ++i) axes.push_back(i);
  else { const auto s = as_shape(in, b[2]); if (!s) return {}; for (const int64_t k : *s) { const auto n = normal_axis(in, k, static_cast<int64_t>(rank)); if (!n) return {}; axes.push_back(static_cast<size_t>(*n)); } }
  std::vector<Value> outs;
  for (size_t which = 0; which < axes.size(); ++which) {
    const size_t axis = axes[which];
    const int64_t n = a->shape[axis];
    if (n < 2) return in.raise("ValueError", "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.");
    std::vector<double> at(static_cast<size_t>(n));
    const Value& h = spacing.empty() ? Value::integer(1) : spacing[spacing.size() == 1 ? 0 : which];
    const Arr hs = as_array(in, h);
    if (!hs) return {};
    const auto steps = doubles(in, hs);
    for (size_t i = 0; i < at.size(); ++i) at[i] = hs->shape.rank() ? steps[i] : static_cast<double>(i) * steps[0];
    Arr out = make(in, is_inexact(a->dtype) ? a->dtype : DType::kFloat64, a->shape);
    Ints os = out->strides;
    os.erase(os.begin() + static_cast<std::ptrdiff_t>(axis));
    Ints places;
    walk(a->shape.without(axis), os, [&](int64_t o) { places.push_back(o); });
    size_t line = 0;
    each_line(in, a, axis, [&](const std::vector<double>& v) {
      for (size_t i = 0; i < v.size(); ++i) {
        double d;
        if (i == 0) d = (v[1] - v[0]) / (at[1] - at[0]);
        else if (i + 1 == v.size()) d = (v[i] - v[i - 1]) / (at[i] - at[i - 1]);
        else {
          const double p = at[i] - at[i - 1], q = at[i + 1] - at[i];
          d = hs->shape.rank() && p != q ? (p * p * v[i + 1] + (q * q - p * p) * v[i] - q * q * v[i - 1]) / (p * q * (p + q)) : (v[i + 1] - v[i - 1]) / (2 * p);
        }
        convert(DType::kFloat64, reinterpret_cast<const std::byte*>(&d), 0, out->dtype, data(*out) + places[line] + static_cast<int64_t>(i) * out->strides[axis], 0, 1);
      }
      ++line;
    });
    outs.push_back(finish_array(in, out, "np.gradient", {b[0]}, same_axes(a->shape)));
  }
  return outs.size() == 1 ? outs[0] : in.keras3() ? in.tuple(outs) : in.list(outs);
}
namespace {
Value slide(Interp& in, py::Bound& b, bool flip_second, const char* default_mode) {
  const Arr a = as_array(in, b[0]), v = a ? as_array(in, b[1]) : Arr();
  if (!v) return {};
  if (a->shape.rank() > 1 || v->shape.rank() > 1) return in.raise("ValueError", "object too deep for desired array");
  auto x = doubles(in, a), y = doubles(in, v);
  if (x.empty()) return in.raise("ValueError", flip_second ? (in.keras3() ? "a cannot be empty" : "v cannot be empty") : "first argument cannot be empty");
  if (y.empty()) return in.raise("ValueError", flip_second ? "v cannot be empty" : "second argument cannot be empty");
  const auto mode = in.as_str(b[2]).value_or(default_mode);
  if (!flip_second) std::reverse(y.begin(), y.end());
  const auto n = static_cast<int64_t>(x.size()), m = static_cast<int64_t>(y.size());
  std::vector<double> full(static_cast<size_t>(n + m - 1));
  for (int64_t i = 0; i < n; ++i) for (int64_t j = 0; j < m; ++j) full[static_cast<size_t>(i + j)] += x[static_cast<size_t>(i)] * y[static_cast<size_t>(j)];
  int64_t from = 0, count = n + m - 1;
  if (mode == "same") { count = std::max(n, m); from = (std::min(n, m) - 1) / 2 + (flip_second ? 0 : (m <= n && m % 2 == 0 ? 1 : 0)); if (!flip_second && m % 2 == 0 && m <= n) from = m / 2; }
  else if (mode == "valid") { count = std::max(n, m) - std::min(n, m) + 1; from = std::min(n, m) - 1; }
  else if (mode != "full") return in.raise("ValueError", "mode must be one of 'valid', 'same', or 'full' (got '" + std::string(mode) + "')");
  std::vector<double> out(full.begin() + from, full.begin() + from + count);
  return finish_array(in, from_doubles(in, std::move(out), Shape{count}, promote(a->dtype, v->dtype)), flip_second ? "np.convolve" : "np.correlate", {b[0], b[1]});
}
}  // namespace
Value convolve(Interp& in, py::Bound& b) { return slide(in, b, true, "full"); }
Value correlate(Interp& in, py::Bound& b) { return slide(in, b, false, "valid"); }
Value trapezoid(Interp& in, py::Bound& b) {  // y, x=None, dx=1.0, axis=-1
  const Arr y = as_array(in, b[0]);
  if (!y) return {};
  const auto k = normal_axis(in, need_int(in, b[3]).value_or(-1), static_cast<int64_t>(y->shape.rank()));
  if (!k) return {};
  const auto axis = static_cast<size_t>(*k);
  std::vector<double> x;
  if (!absent(b[1])) { const Arr xs = as_array(in, b[1]); if (!xs) return {}; x = doubles(in, xs); }
  const double dx = need_double(in, b[2]).value_or(1);
  std::vector<double> out;
  each_line(in, y, axis, [&](const std::vector<double>& v) {
    double s = 0;
    for (size_t i = 1; i < v.size(); ++i) s += (x.empty() ? dx : x[i] - x[i - 1]) * (v[i] + v[i - 1]) / 2.0;
    out.push_back(s);
  });
  return finish(in, from_doubles(in, std::move(out), y->shape.without(axis)), "np.trapezoid", {b[0]});
}
Value cross(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  const auto last = [](const Arr& a) { return a->shape.rank() ? a->shape[a->shape.rank() - 1] : 0; };
  if ((last(x) != 2 && last(x) != 3) || (last(y) != 2 && last(y) != 3)) return in.raise("ValueError", "incompatible dimensions for cross product\n(dimension must be 2 or 3)");
  const auto part = [&](const Arr& a, int64_t i) { return view(in, a, a->shape.without(a->shape.rank() - 1), Ints(a->strides.begin(), a->strides.end() - 1), a->offset + i * a->strides.back()); };
  const auto det2 = [&](int64_t i, int64_t j) -> Arr {
    const Arr p = np::apply(in, "multiply", part(x, i), part(y, j)), q = p ? np::apply(in, "multiply", part(x, j), part(y, i)) : Arr();
    return q ? np::apply(in, "subtract", p, q) : Arr();
  };
  if (last(x) == 2 && last(y) == 2) {
    if (in.keras3()) in.warn("DeprecationWarning", "Arrays of 2-dimensional vectors are deprecated. Use arrays of 3-dimensional vectors instead. (deprecated in NumPy 2.0)");
    const Arr z = det2(0, 1);
    return z ? finish(in, z, "np.cross", {b[0], b[1]}) : Value();
  }
  const Arr i = det2(1, 2), j = i ? det2(2, 0) : Arr(), k = j ? det2(0, 1) : Arr();
  if (!k) return {};
  Shape s = i->shape;
  s.push_back(3);
  Arr out = make(in, dt(*i), s);
  for (int64_t c = 0; c < 3; ++c) if (!assign(in, *part(out, c), *(c == 0 ? i : c == 1 ? j : k))) return {};
  return finish_array(in, out, "np.cross", {b[0], b[1]});
}

// np.clip(a, a_min, a_max, out=None, *, min, max): in NumPy 1 all three are needed, in NumPy 2 both bounds or none, and min and max are their other names.
Value clip_function(Interp& in, py::Bound& b) {
  std::vector<std::string> missing;
  if (in.keras3()) {
    if (!b[0]) missing = {"a"};
    else if (!b[4] && !b[5] && bool(b[1]) != bool(b[2])) missing = {b[1] ? "a_max" : "a_min"};
    else if ((b[4] || b[5]) && (b[1] || b[2])) return in.raise("ValueError", "Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden.");
  } else {
    for (const auto& [i, name] : {std::pair{size_t{0}, "a"}, {1, "a_min"}, {2, "a_max"}})
      if (!b[i]) missing.push_back(name);
  }
  if (const size_t n = missing.size()) {
    std::string names;
    for (size_t i = 0; i < n; ++i) names += (i == 0 ? "'" : i + 1 < n ? ", '" : n == 2 ? " and '" : ", and '") + missing[i] + "'";
    return in.raise("TypeError", "clip() missing " + std::to_string(n) + " required positional argument" + (n > 1 ? "s" : "") + ": " + names);
  }
  for (const auto& [bound, other] : {std::pair{"a_min", size_t{4}}, {"a_max", 5}}) {
    const Value v = b[bound] ? b[bound] : b[other];
    b.set(bound) = v ? v : Value::none();
  }
  return clip(in, b);
}
Value clip(Interp& in, py::Bound& b) {    // a, a_min, a_max, out=None
  if (absent(b[1]) && absent(b[2])) return in.keras3() ? call_ufunc(in, "positive", {b[0]}) : in.raise("ValueError", "One of max or min must be given");
  Value v = b[0];
  // All three agree on a type first.
  std::vector<Value> group = {b[0]};
  if (!absent(b[1])) group.push_back(b[1]);
  if (!absent(b[2])) group.push_back(b[2]);
  std::vector<Shape> shapes;
  for (const Value& g : group) { const Arr x = as_array(in, g); if (!x) return {}; shapes.push_back(x->shape); }
  if (!broadcast_all(shapes)) return broadcast_error(in, shapes);
  if (group.size() == 3) {
    std::string types;
    bool texts = false;
    for (const Value& g : group) { const Arr x = as_array(in, g); texts |= is_text(x->dtype); types += (types.empty() ? "" : ", ") + dtype_repr(dt(*x)); }
    if (texts) return in.raise(numpy(in).ufunc_type_error, "ufunc 'clip' did not contain a loop with signature matching types (" + types + ") -> None");
  }
  UfuncCall last;
  last.out = b[3];
  if (!absent(b[1])) { v = call_ufunc(in, *find_ufunc("maximum"), {v, b[1]}, absent(b[2]) ? last : UfuncCall{}); if (!v) return {}; }
  if (!absent(b[2])) { v = call_ufunc(in, *find_ufunc("minimum"), {v, b[2]}, last); if (!v) return {}; }
  if (auto* a = py::cast<NdArray>(v); a && absent(b[3])) return finish_array(in, Arr(a), "np.clip", {b[0]}, same_axes(a->shape));
  return v;
}
Value round_(Interp& in, py::Bound& b) {  // a, decimals=0, out=None
  const auto decimals = need_int(in, b[1]);
  const Arr a = decimals ? as_array(in, b[0]) : Arr();
  if (!a) return {};
  if (is_object(a->dtype) || is_text(a->dtype)) {
    if (is_text(a->dtype)) return call_ufunc(in, "rint", {Value(a)});
    return in.raise("TypeError", "loop of ufunc does not support argument 0 of type " + in.type_of(object(*a, 0))->name + " which has no callable rint method");
  }
  if (is_integer(a->dtype) && *decimals >= 0) return done(in, np::copy(in, *a), b[2], "np.round", b[0], same_axes(a->shape));
  Arr out;
  if (*decimals == 0) out = np::apply(in, "rint", a);
  else {
    const double scale = std::pow(10.0, static_cast<double>(std::llabs(*decimals)));
    out = np::apply(in, "rint", np::apply(in, *decimals > 0 ? "multiply" : "divide", a, scale));
    if (out) out = np::apply(in, *decimals > 0 ? "divide" : "multiply", out, scale);
    if (out && is_integer(a->dtype)) out = astype(in, out, dt(*a));
  }
  if (!out) return {};
  if (is_bool(a->dtype)) out = astype(in, out, DType::kFloat16);
  return done(in, out, b[2], "np.round", b[0], same_axes(a->shape));
}
Value count_nonzero(Interp& in, py::Bound& b) {  // a, axis=None, *, keepdims=False
  const Arr a = as_array(in, b[0]);
  const auto set = a ? axis_set(in, b[1], static_cast<int64_t>(a->shape.rank())) : std::nullopt;
  if (!set) return {};
  Arr mask = astype(in, a, DType::kBool);
  if (!mask) return {};
  const Arr n = reduce_axes(in, *find_ufunc("add"), astype(in, mask, DType::kInt64), *set, DType::kInt64, flag(in, b[2]));
  if (n->shape.rank() == 0) return in.keras3() ? scalar(in, n) : python_item(in, *n, 0);
  return finish(in, n, "np.count_nonzero", {b[0]});
}

namespace {
// NaNs replaced, and how many numbers there were.
Value nan_reduced(Interp& in, py::Bound& b, const char* kind) {   // a, axis=None, dtype/out..., keepdims by name
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const auto set = axis_set(in, b[1], static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  const bool keep = given(in, b["keepdims"]) && flag(in, b["keepdims"]);
  const std::string k = kind;
  const Arr nan = np::apply(in, "isnan", a);
  if (!nan) return {};
  const Arr count = reduce_axes(in, *find_ufunc("add"), astype(in, np::apply(in, "logical_not", nan), DType::kInt64), *set, DType::kInt64, keep);
  const auto filled_with = [&](double v) {
    Arr x = is_inexact(a->dtype) ? np::copy(in, *a) : a;
    if (is_inexact(a->dtype)) set_item(in, x, Value(nan), Value::number(v));
    return x;
  };
  DType work = a->dtype;
  Arr out;
  if (k == "sum" || k == "prod") {
    if (!is_inexact(work)) work = is_unsigned(work) ? DType::kUInt64 : DType::kInt64;
    out = reduce_axes(in, *find_ufunc(k == "sum" ? "add" : "multiply"), filled_with(k == "sum" ? 0 : 1), *set, work, keep);
  } else if (k == "max" || k == "min") {
    out = reduce_axes(in, *find_ufunc(k == "max" ? "fmax" : "fmin"), a, *set, work, keep);
    bool all_nan = false;
    for (const double x : doubles(in, out)) all_nan |= std::isnan(x);
    if (all_nan) in.warn("RuntimeWarning", "All-NaN slice encountered");
  } else {
    if (!is_inexact(work)) work = DType::kFloat64;
    const auto averaged = [&](const Arr& x, double less) {
      const Arr total = reduce_axes(in, *find_ufunc("add"), x, *set, work, true);
      const Arr n = reduce_axes(in, *find_ufunc("add"), astype(in, np::apply(in, "logical_not", nan), DType::kFloat64), *set, DType::kFloat64, true);
      auto t = doubles(in, total);
      const auto c = doubles(in, n);
      for (size_t i = 0; i < t.size(); ++i) t[i] = c[i] - less > 0 || c[i] == 0 ? t[i] / (c[i] - less) : NAN;
      return from_doubles(in, t, total->shape, work);
    };
    Arr x = astype(in, filled_with(0), work);
    out = averaged(x, 0);
    bool empty = false;
    for (const int64_t n : integers(in, count)) empty |= n == 0;
    if (k == "mean") { if (empty) in.warn("RuntimeWarning", "Mean of empty slice"); }
    else {
      const double ddof = need_double(in, b["ddof"]).value_or(0);
      if (empty) in.warn("RuntimeWarning", "Degrees of freedom <= 0 for slice.");
      Arr d = np::apply(in, "subtract", x, out);
      set_item(in, d, Value(nan), Value::number(0));
      out = averaged(np::apply(in, "multiply", d, d), ddof);
      if (k == "std") out = np::apply(in, "sqrt", out);
    }
    if (!keep) out = keep_axes(in, out, *set);
  }
  return out ? finish(in, out, "np.nan" + k, {b[0]}, kept_axes(*set, keep)) : Value();
}
}  // namespace
Value nansum(Interp& in, py::Bound& b) { return nan_reduced(in, b, "sum"); }
Value nanprod(Interp& in, py::Bound& b) { return nan_reduced(in, b, "prod"); }
Value nanmean(Interp& in, py::Bound& b) { return nan_reduced(in, b, "mean"); }
Value nanstd(Interp& in, py::Bound& b) { return nan_reduced(in, b, "std"); }
Value nanvar(Interp& in, py::Bound& b) { return nan_reduced(in, b, "var"); }
Value nanmax(Interp& in, py::Bound& b) { return nan_reduced(in, b, "max"); }
Value nanmin(Interp& in, py::Bound& b) { return nan_reduced(in, b, "min"); }
Value nancumsum(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  Arr x = np::copy(in, *a);
  const Arr nan = np::apply(in, "isnan", a);
  if (is_inexact(a->dtype) && !set_item(in, x, Value(nan), Value::number(0))) return {};
  b.set("a") = Value(x);
  return cumsum(in, b);
}
Value nan_to_num(Interp& in, py::Bound& b) {  // x, copy=True, nan=0.0, posinf=None, neginf=None
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  Arr x = flag(in, b[1]) ? np::copy(in, *a) : a;
  if (is_floating(a->dtype)) {
    const double top = a->dtype == DType::kFloat64 ? 1.7976931348623157e308 : a->dtype == DType::kFloat32 ? 3.4028234663852886e38 : 65504;
    const Arr nan = np::apply(in, "isnan", a), inf = np::apply(in, "isinf", a);
    const Arr negative = np::apply(in, "less", a, 0.0);
    const Arr below = np::apply(in, "logical_and", inf, negative), above = np::apply(in, "logical_and", inf, np::apply(in, "logical_not", negative));
    if (!set_item(in, x, Value(nan), b[2]) || !set_item(in, x, Value(above), absent(b[3]) ? Value::number(top) : b[3]) || !set_item(in, x, Value(below), absent(b[4]) ? Value::number(-top) : b[4])) return {};
  }
  return finish(in, x, "np.nan_to_num", {b[0]}, same_axes(x->shape));
}
Value fix(Interp& in, py::Bound& b) { return call_ufunc(in, "trunc", {b[0]}); }
Value sinc(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  auto v = doubles(in, a);
  for (double& x : v) { const double y = M_PI * (x == 0 ? 1.0e-20 : x); x = std::sin(y) / y; }
  return finish(in, from_doubles(in, std::move(v), a->shape), "np.sinc", {b[0]});
}
Value real(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? in.get_attr(py::cast<NdArray>(b[0]) ? b[0] : a->shape.rank() ? Value(a) : scalar(in, a), "real") : Value(); }
Value imag(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? in.get_attr(py::cast<NdArray>(b[0]) ? b[0] : a->shape.rank() ? Value(a) : scalar(in, a), "imag") : Value(); }
Value angle(Interp& in, py::Bound& b) {   // z, deg=False
  const Value re = real(in, b), im = re ? imag(in, b) : Value();
  Value out = im ? call_ufunc(in, "arctan2", {im, re}) : Value();
  if (out && flag(in, b[1])) out = call_ufunc(in, "multiply", {out, Value::number(180 / M_PI)});
  return out;
}
Value isneginf(Interp& in, py::Bound& b) {
  const Value inf = call_ufunc(in, "isinf", {b[0]}), low = inf ? call_ufunc(in, "signbit", {b[0]}) : Value();
  return low ? call_ufunc(in, "logical_and", {inf, low}) : Value();
}
Value isposinf(Interp& in, py::Bound& b) {
  const Value inf = call_ufunc(in, "isinf", {b[0]}), low = inf ? call_ufunc(in, "signbit", {b[0]}) : Value();
  const Value high = low ? call_ufunc(in, "logical_not", {low}) : Value();
  return high ? call_ufunc(in, "logical_and", {inf, high}) : Value();
}
Value piecewise(Interp& in, py::Bound& b) {  // x, condlist, funclist, *args
  const Arr x = as_array(in, b[0]);
  auto conditions = x ? in.list_of(b[1]) : std::nullopt;
  auto functions = conditions ? in.list_of(b[2]) : std::nullopt;
  if (!functions) return {};
  Arr out = make(in, dt(*x), x->shape);
  Arr rest = make(in, DType::kBool, x->shape);
  for (const Value& c : *conditions) {
    const Value merged = call_ufunc(in, "logical_or", {Value(rest), c});
    if (!merged) return {};
    rest = as_array(in, merged);
  }
  if (functions->size() == conditions->size() + 1) { conditions->push_back(Value(np::apply(in, "logical_not", rest))); }
  if (functions->size() != conditions->size()) return in.raise("ValueError", "with " + std::to_string(conditions->size()) + " condition(s), either " + std::to_string(conditions->size()) + " or " + std::to_string(conditions->size() + 1) + " functions are expected");
  for (size_t i = 0; i < conditions->size(); ++i) {
    Value v = (*functions)[i];
    if (in.callable(v)) { const Value part = get_item(in, x, (*conditions)[i]); if (!part) return {}; v = in.call(v, {part}); if (!v) return {}; }
    if (!set_item(in, out, (*conditions)[i], v)) return {};
  }
  return finish(in, out, "np.piecewise", {b[0]});
}

}  // namespace misfit::np::fn
