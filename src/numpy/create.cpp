// Functions that make arrays out of nothing or out of Python values.
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/ufunc.h"
#include "python/code.h"

namespace misfit::np::fn {

namespace {

std::optional<Dt> dtype_or(Interp& in, const Value& v, Dt otherwise) {
  if (absent(v)) return otherwise;
  return as_dt(in, v);
}

Dt widened(Dt d) {                                                     // <U0 of zeros() is <U1
  if (is_text(d.type) && d.width == 0) d.width = 1;
  return d;
}

Value filled(Interp& in, const Value& given, const Dt& d, int64_t value, const char* what) {
  if (!given) return in.raise("TypeError", std::string(what).substr(3) + "() missing required argument 'shape' (pos 0)");
  if (given.is_none() && in.keras3()) return in.raise("TypeError", "Use () not None as shape arguments");
  if (given.is_none()) in.warn("DeprecationWarning", "Passing None into shape arguments as an alias for () is deprecated.");
  const auto s = as_shape(in, given.is_none() ? in.tuple({}) : given);
  if (!s) return {};
  Arr a = make_checked(in, widened(d), *s);
  if (!a) return {};
  if (is_object(d.type)) for (Value& v : *a->objects) v = Value::integer(value);
  else if (is_text(d.type)) { if (value) for (std::string& t : a->buffer->texts()) t = "1"; }
  else if (value) {
    const auto n = size(*a);
    const DType t = d.type;
    a->buffer = Buffer::lazy(static_cast<size_t>(n) * size_of(t), [n, t, value](std::byte* q) { convert(DType::kInt64, reinterpret_cast<const std::byte*>(&value), 0, t, q, static_cast<int64_t>(size_of(t)), n); }, {});
  }
  return finish_array(in, a, what, {});
}

Value filled_like(Interp& in, const Value& a, const Value& dtype, const Value& shape, int64_t value, const char* what) {
  const Arr like = as_array(in, a);
  if (!like) return {};
  const auto d = dtype_or(in, dtype, dt(*like));
  if (!d) return {};
  std::vector<Value> dims;
  for (const int64_t n : like->shape) dims.push_back(Value::integer(n));
  return filled(in, absent(shape) ? in.tuple(std::move(dims)) : shape, *d, value, what);
}

Value full_of(Interp& in, const Value& shape, const Value& fill, const std::optional<Dt>& d, const char* what, const Value& source) {
  const auto s = as_shape(in, shape);
  if (!s) return {};
  const Arr v = as_array(in, fill);
  if (!v) return {};
  Dt type = d ? *d : dt(*v);
  if (is_text(type.type) && type.width == 0) type.width = std::max<int64_t>(v->text_width, 1);
  Arr out = make_checked(in, type, *s);
  if (!out) return {};
  if (!py::cast<NdArray>(fill) && v->shape.rank() == 0 && !is_object(type.type)) {   // a Python number obeys the rules for elements
    Arr one = make(in, type, Shape{});
    if (fill.is_int() && is_integer(type.type) && !in.keras3()) {                    // NumPy 1 copies without a check
      const int64_t n = fill.integer();
      convert(DType::kInt64, reinterpret_cast<const std::byte*>(&n), 0, type.type, data(*one), 0, 1);
    } else if (!put_item(in, *one, 0, fill)) return {};
    if (big(size(*out)) && is_number(type.type)) {
      const DType t = type.type;
      const int64_t n = size(*out);
      auto from = one->buffer;
      out->buffer = Buffer::lazy(static_cast<size_t>(n) * size_of(t), [=](std::byte* q) { convert(t, from->data(), 0, t, q, static_cast<int64_t>(size_of(t)), n); }, {});
    } else if (!assign(in, *out, *one)) return {};
    return finish_array(in, out, what, {source});
  }
  if (!assign(in, *out, *v)) return {};
  return finish_array(in, out, what, {source});
}

Value made_of(Interp& in, const Value& object, const Value& dtype, bool copying, int64_t ndmin, char order, const char* what) {
  const auto d = absent(dtype) ? std::nullopt : as_dt(in, dtype);
  if (!absent(dtype) && !d) return {};
  Arr a = as_array(in, object, d);
  if (!a) return {};
  const bool same = py::cast<NdArray>(object) == a.get();
  if (same && copying) a = np::copy(in, *a, order == 'C' ? 'C' : order == 'F' ? 'F' : 'K');
  else if (order == 'F' && !f_contiguous(*a)) a = np::copy(in, *a, 'F');
  else if (order == 'C' && !c_contiguous(*a)) a = np::copy(in, *a);
  if (static_cast<int64_t>(a->shape.rank()) < ndmin) {
    Shape s;
    Ints strides;
    for (int64_t i = static_cast<int64_t>(a->shape.rank()); i < ndmin; ++i) { s.push_back(1); strides.push_back(0); }
    for (size_t i = 0; i < a->shape.rank(); ++i) { s.push_back(a->shape[i]); strides.push_back(a->strides[i]); }
    a = view(in, a, s, strides, a->offset);
  }
  if (same && !copying) return a;
  return finish_array(in, a, what, {object}, same_axes(a->shape));
}

char order_of(Interp& in, const Value& v) {
  const auto s = in.as_str(v);
  return s && !s->empty() ? static_cast<char>(std::toupper((*s)[0])) : 'K';
}

// NumPy 2 passes `copy` on to __array__; one that takes no such argument is told so and called without it.
void pass_copy_on(Interp& in, const Value& v) {
  if (!in.keras3() || !v.is_object() || in.is_sequence(v) || py::cast<NdArray>(v) || py::cast<py::Type>(v)) return;
  const auto* method = py::cast<py::Method>(in.find_attr(v, "__array__"));
  if (!method) return;
  const auto *native = py::cast<py::Builtin>(method->function);
  const auto *function = py::cast<py::Function>(method->function);
  bool takes = !native && !function;
  if (native) for (const auto& p : native->signature->parameters) takes = takes || p.name == "copy";
  if (function) for (const std::string& p : function->code->slots) takes = takes || p == "copy" || p == "kwargs";
  if (!takes)
    in.warn("DeprecationWarning", "__array__ implementation doesn't accept a copy keyword, so passing copy=False failed. __array__ must implement 'dtype' and 'copy' keyword arguments. "
                                  "To learn more, see the migration guide https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword");
}

}  // namespace

Value array(Interp& in, py::Bound& b) {   // object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None
  if (!b[0]) return in.raise("TypeError", "array() missing required argument 'object' (pos 0)");
  const auto ndmin = need_int(in, b[5]);
  if (!ndmin) return {};
  const bool copying = b[2].is_none() ? false : in.truth(b[2]).value_or(true);
  if (in.keras3() && b[2].is_bool() && !b[2].boolean() && !py::cast<NdArray>(b[0]))
    return in.raise("ValueError", "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\nFor more details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword.");
  if (!b[2].is_none()) pass_copy_on(in, b[0]);
  return made_of(in, b[0], b[1], copying, *ndmin, order_of(in, b[3]), "np.array");
}
Value asarray(Interp& in, py::Bound& b) { return made_of(in, b[0], b[1], false, 0, order_of(in, b[2]), "np.asarray"); }
Value asanyarray(Interp& in, py::Bound& b) { return asarray(in, b); }
Value ascontiguousarray(Interp& in, py::Bound& b) { return made_of(in, b[0], b[1], false, 1, 'C', "np.ascontiguousarray"); }
Value asfortranarray(Interp& in, py::Bound& b) { return made_of(in, b[0], b[1], false, 1, 'F', "np.asfortranarray"); }
Value copy(Interp& in, py::Bound& b) { return made_of(in, b[0], Value(), true, 0, 'K', "np.copy"); }
Value asarray_chkfinite(Interp& in, py::Bound& b) {
  const Value v = asarray(in, b);
  if (auto* a = py::cast<NdArray>(v))
    for (const double x : doubles(in, Arr(a))) if (!std::isfinite(x)) return in.raise("ValueError", "array must not contain infs or NaNs");
  return v;
}

#define FILLED(name, value)                                                                  \
  Value name(Interp& in, py::Bound& b) {                                                     \
    const auto d = dtype_or(in, b[1], DType::kFloat64);                                      \
    return d ? filled(in, b[0], *d, value, "np." #name) : Value();                           \
  }                                                                                          \
  Value name##_like(Interp& in, py::Bound& b) { return filled_like(in, b[0], b[1], b[4], value, "np." #name "_like"); }
FILLED(zeros, 0)
FILLED(ones, 1)
FILLED(empty, 0)
#undef FILLED
Value ndarray_new(Interp& in, py::Bound& b) { return empty(in, b); }

Value full(Interp& in, py::Bound& b) {    // shape, fill_value, dtype=None, order='C'
  std::optional<Dt> d;
  if (!absent(b[2])) { d = as_dt(in, b[2]); if (!d) return {}; }
  return full_of(in, b[0], b[1], d, "np.full", Value());
}
Value full_like(Interp& in, py::Bound& b) {  // a, fill_value, dtype=None, order='K', subok=True, shape=None
  const Arr like = as_array(in, b[0]);
  if (!like) return {};
  std::optional<Dt> d = dt(*like);
  if (!absent(b[2])) { d = as_dt(in, b[2]); if (!d) return {}; }
  std::vector<Value> dims;
  for (const int64_t n : like->shape) dims.push_back(Value::integer(n));
  return full_of(in, absent(b[5]) ? in.tuple(std::move(dims)) : b[5], b[1], d, "np.full_like", b[0]);
}

Value arange(Interp& in, py::Bound& b) {  // start=..., stop=..., step=..., dtype=None
  if (absent(b[0]) && absent(b[1])) return in.raise("TypeError", b.given("start") ? "unsupported operand type(s) for -: 'NoneType' and 'int'" : "arange() requires stop to be specified.");
  Value start = b[0], stop = b[1], step = absent(b[2]) ? Value::integer(1) : b[2];
  if (absent(stop)) { stop = start; start = Value::integer(0); }
  if (absent(start)) start = Value::integer(0);
  std::optional<Dt> d;
  if (!absent(b[3])) { d = as_dt(in, b[3]); if (!d) return {}; }
  for (const Value& v : {start, stop, step})
    if (in.as_str(v) && !(d && d->flavor != Flavor::kPlain)) {
      return in.raise("TypeError", "arange() not supported for inputs with DType <class 'numpy.dtypes.StrDType'>.");
    }
  for (const Value& v : {start, stop, step})
    if (in.is_sequence(v) || (py::cast<NdArray>(v) && py::cast<NdArray>(v)->shape.rank() > 0))
      return in.raise("TypeError", py::cast<NdArray>(v) ? "only integer scalar arrays can be converted to a scalar index" : "unsupported operand type(s) for -: '" + type_name(in, v) + "' and 'int'");
  auto common = common_type(in, {start, stop, step});
  if (!common) return {};
  if (common->flavor == Flavor::kDatetime || (d && d->flavor == Flavor::kDatetime)) {
    const Dt t = d && d->flavor == Flavor::kDatetime && d->width ? *d : *common;
    const Arr x = as_array(in, start, t), y = x ? as_array(in, stop, t) : Arr();
    if (!y) return {};
    const int64_t from = *span_of<int64_t>(*x), to = *span_of<int64_t>(*y), by = step.is_int() ? step.integer() : integers(in, as_array(in, step))[0];
    std::vector<int64_t> out;
    for (int64_t i = from; by > 0 ? i < to : i > to; i += by) out.push_back(i);
    const auto n = static_cast<int64_t>(out.size());
    Arr a = from_integers(in, std::move(out), Shape{n});
    a->flavor = Flavor::kDatetime;
    a->text_width = x->text_width;
    return finish_array(in, a, "np.arange", {});
  }
  const auto first = need_double(in, start), last = first ? need_double(in, stop) : std::nullopt, by = last ? need_double(in, step) : std::nullopt;
  if (!by) return {};
  if (*by == 0) return in.raise("ZeroDivisionError", "division by zero");
  if (std::isnan(*last) || std::isnan(*first)) return in.raise("ValueError", "arange: cannot compute length");
  const double count = std::ceil((*last - *first) / *by);
  if (count > 9e18) return in.raise("ValueError", "Maximum allowed size exceeded");
  const auto n = static_cast<int64_t>(std::max(count, 0.0));
  const Dt t = d ? *d : is_bool(common->type) ? Dt(DType::kInt64) : is_floating(common->type) && !py::cast<NdArray>(b[0]) ? Dt(DType::kFloat64) : *common;
  Arr a = make_checked(in, t, Shape{n});
  if (!a) return {};
  const bool whole = is_integer(t.type) && is_integer(common->type);
  const double f = *first, delta = f + *by - f;
  const int64_t fi = static_cast<int64_t>(f), di = static_cast<int64_t>(*by);
  const DType type = t.type;
  if (!is_number(type)) {
    for (int64_t i = 0; i < n; ++i) if (!put_item(in, *a, i * static_cast<int64_t>(stride_of(type)), whole || is_integer(common->type) ? Value::integer(fi + i * di) : Value::number(f + static_cast<double>(i) * delta))) return {};
    return finish_array(in, a, "np.arange", {});
  }
  const auto fill = [=](std::byte* q) {
    const auto each = static_cast<int64_t>(size_of(type));
    constexpr int64_t kRun = 512;
    if (whole) {
      int64_t run[kRun];
      for (int64_t i = 0; i < n; i += kRun) { const int64_t m = std::min(kRun, n - i); for (int64_t j = 0; j < m; ++j) run[j] = fi + (i + j) * di; convert(DType::kInt64, reinterpret_cast<std::byte*>(run), 8, type, q + i * each, each, m); }
    } else if (is_integer(type)) {                                     // NumPy adds the truncated step
      const int64_t second = static_cast<int64_t>(f + *by), step_int = second - fi;
      int64_t run[kRun];
      for (int64_t i = 0; i < n; i += kRun) { const int64_t m = std::min(kRun, n - i); for (int64_t j = 0; j < m; ++j) run[j] = fi + (i + j) * step_int; convert(DType::kInt64, reinterpret_cast<std::byte*>(run), 8, type, q + i * each, each, m); }
    } else if (type == DType::kFloat32) {
      const auto f0 = static_cast<float>(f), f1 = static_cast<float>(f + *by), d32 = f1 - f0;
      for (int64_t i = 0; i < n; ++i) { const float v = i == 0 ? f0 : i == 1 ? f1 : f0 + static_cast<float>(i) * d32; std::memcpy(q + i * 4, &v, 4); }
    } else {
      double run[kRun];
      for (int64_t i = 0; i < n; i += kRun) { const int64_t m = std::min(kRun, n - i); for (int64_t j = 0; j < m; ++j) run[j] = f + static_cast<double>(i + j) * delta; convert(DType::kFloat64, reinterpret_cast<std::byte*>(run), 8, type, q + i * each, each, m); }
    }
  };
  if (big(n)) a->buffer = Buffer::lazy(static_cast<size_t>(n) * size_of(type), fill, {});
  else if (n) fill(data(*a));
  return finish_array(in, a, "np.arange", {});
}

Value linspace(Interp& in, py::Bound& b) {  // start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0
  if (b[2].is_float() || (py::cast<Scalar>(b[2]) && !is_integer(py::cast<Scalar>(b[2])->value.dtype()))) return in.raise("TypeError", "'" + type_name(in, b[2]) + "' object cannot be interpreted as an integer");
  const auto n = need_int(in, b[2]);
  if (!n) return {};
  if (*n < 0) return in.raise("ValueError", "Number of samples, " + std::to_string(*n) + ", must be non-negative.");
  const bool endpoint = flag(in, b[3]);
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  std::optional<Dt> d;
  if (!absent(b[5])) { d = as_dt(in, b[5]); if (!d) return {}; }
  const auto common = common_type(in, {b[0], b[1], Value::number(1.0)});
  if (!common || !is_number(common->type)) return in.raise(numpy(in).ufunc_type_error, "ufunc 'multiply' did not contain a loop with signature matching types (" + dtype_repr(dt(*x)) + ", dtype('float64')) -> None");
  const auto shape = broadcast_all({x->shape, y->shape});
  if (!shape) return broadcast_error(in, {x->shape, y->shape});
  const auto from = doubles(in, broadcast_view(in, x, *shape)), to = doubles(in, broadcast_view(in, y, *shape));
  const auto m = static_cast<int64_t>(from.size());
  const int64_t div = endpoint ? *n - 1 : *n;
  std::vector<double> out(static_cast<size_t>(*n * m)), steps(from.size(), NAN);
  for (int64_t j = 0; j < m; ++j) {
    const auto k = static_cast<size_t>(j);
    const double delta = to[k] - from[k], step = div > 0 ? delta / static_cast<double>(div) : NAN;
    steps[k] = step;
    for (int64_t i = 0; i < *n; ++i) {
      double v = div > 0 ? (step == 0 ? static_cast<double>(i) / static_cast<double>(div) * delta : static_cast<double>(i) * step) : static_cast<double>(i) * delta;
      v += from[k];
      if (endpoint && *n > 1 && i == *n - 1) v = to[k];
      out[static_cast<size_t>(i * m + j)] = v;
    }
  }
  const DType result = d ? d->type : is_inexact(common->type) ? common->type : DType::kFloat64;
  if (is_integer(result)) for (double& v : out) v = std::floor(v);
  Shape s{*n};
  for (const int64_t k : *shape) s.push_back(k);
  const Value a = finish_array(in, from_doubles(in, std::move(out), s, result), "np.linspace", {});
  if (!flag(in, b[4])) return a;
  return in.tuple({a, steps.size() == 1 ? scalar(in, from_doubles(in, steps, Shape{})) : Value(from_doubles(in, steps, *shape))});
}

Value logspace(Interp& in, py::Bound& b) {  // start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0
  const auto from = need_double(in, b[0]), to = from ? need_double(in, b[1]) : std::nullopt, base = to ? need_double(in, b[4]) : std::nullopt;
  const auto n = base ? need_int(in, b[2]) : std::nullopt;
  if (!n) return {};
  const bool endpoint = flag(in, b[3]);
  const double div = static_cast<double>(endpoint ? *n - 1 : *n);
  std::vector<double> out;
  for (int64_t i = 0; i < *n; ++i) out.push_back(std::pow(*base, endpoint && i == *n - 1 && i > 0 ? *to : *from + static_cast<double>(i) * ((*to - *from) / div)));
  if (*n == 1) out[0] = std::pow(*base, *from);
  std::optional<Dt> d;
  if (!absent(b[5])) { d = as_dt(in, b[5]); if (!d) return {}; }
  return finish_array(in, from_doubles(in, std::move(out), Shape{*n}, d ? d->type : DType::kFloat64), "np.logspace", {});
}

Value geomspace(Interp& in, py::Bound& b) {  // start, stop, num=50, endpoint=True, dtype=None, axis=0
  const auto from = need_double(in, b[0]), to = from ? need_double(in, b[1]) : std::nullopt;
  const auto n = to ? need_int(in, b[2]) : std::nullopt;
  if (!n) return {};
  if (*from == 0 || *to == 0) return in.raise("ValueError", "Geometric sequence cannot include zero");
  const bool endpoint = flag(in, b[3]);
  const double sign = *from < 0 && *to < 0 ? -1 : 1, lo = std::log10(std::fabs(*from)), hi = std::log10(std::fabs(*to)), div = static_cast<double>(endpoint ? *n - 1 : *n);
  std::vector<double> out;
  for (int64_t i = 0; i < *n; ++i) out.push_back(i == 0 ? *from : endpoint && i == *n - 1 ? *to : sign * std::pow(10.0, lo + static_cast<double>(i) * ((hi - lo) / div)));
  return finish_array(in, from_doubles(in, std::move(out), Shape{*n}), "np.geomspace", {});
}

Value eye(Interp& in, py::Bound& b) {     // N, M=None, k=0, dtype=float
  const auto n = need_int(in, b[0]);
  const auto m = !n ? std::nullopt : absent(b[1]) ? n : need_int(in, b[1]);
  const auto k = m ? need_int(in, b[2]) : std::nullopt;
  const auto d = k ? dtype_or(in, b[3], DType::kFloat64) : std::nullopt;
  if (!d) return {};
  Arr a = make_checked(in, *d, Shape{*n, *m});
  if (!a) return {};
  for (int64_t i = 0; i < *n; ++i)
    if (i + *k >= 0 && i + *k < *m && !put_item(in, *a, i * a->strides[0] + (i + *k) * a->strides[1], Value::integer(1))) return {};
  return finish_array(in, a, "np.eye", {});
}
Value identity(Interp& in, py::Bound& b) {
  const auto n = need_int(in, b[0]);
  const auto d = n ? dtype_or(in, b[1], DType::kFloat64) : std::nullopt;
  if (!d) return {};
  Arr a = make_checked(in, *d, Shape{*n, *n});
  if (!a) return {};
  for (int64_t i = 0; i < *n; ++i) if (!put_item(in, *a, i * (a->strides[0] + a->strides[1]), Value::integer(1))) return {};
  return finish_array(in, a, "np.identity", {});
}

namespace {
Arr diagonal_view(Interp& in, const Arr& a, int64_t k, size_t one, size_t two) {
  const int64_t n = a->shape[one], m = a->shape[two];
  const int64_t length = std::max<int64_t>(0, k >= 0 ? std::min(n, m - k) : std::min(n + k, m));
  Shape s;
  Ints strides;
  for (size_t i = 0; i < a->shape.rank(); ++i) if (i != one && i != two) { s.push_back(a->shape[i]); strides.push_back(a->strides[i]); }
  s.push_back(length);
  strides.push_back(a->strides[one] + a->strides[two]);
  return view(in, a, s, strides, a->offset + (length ? (k >= 0 ? k * a->strides[two] : -k * a->strides[one]) : 0));
}
}  // namespace

Value diag(Interp& in, py::Bound& b) {    // v, k=0
  const Arr a = as_array(in, b[0]);
  const auto k = a ? need_int(in, b[1]) : std::nullopt;
  if (!k) return {};
  if (a->shape.rank() == 1) {
    const int64_t n = a->shape[0] + std::llabs(*k);
    Arr out = make(in, dt(*a), Shape{n, n});
    const Arr d = diagonal_view(in, out, *k, 0, 1);
    if (!assign(in, *d, *a)) return {};
    return finish_array(in, out, "np.diag", {b[0]});
  }
  if (a->shape.rank() == 2) return finish_array(in, np::copy(in, *diagonal_view(in, a, *k, 0, 1)), "np.diag", {b[0]});
  return in.raise("ValueError", "Input must be 1- or 2-d.");
}
Value diagflat(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto k = a ? need_int(in, b[1]) : std::nullopt;
  if (!k) return {};
  const Arr flat = contiguous_array(in, a);
  const int64_t n = size(*flat) + std::llabs(*k);
  Arr out = make(in, dt(*a), Shape{n, n});
  const Arr line = view(in, flat, Shape{size(*flat)}, Ints{static_cast<int64_t>(stride_of(a->dtype))}, flat->offset);
  if (!assign(in, *diagonal_view(in, out, *k, 0, 1), *line)) return {};
  return finish_array(in, out, "np.diagflat", {b[0]});
}
Value diagonal(Interp& in, py::Bound& b) {  // a, offset=0, axis1=0, axis2=1
  const Arr a = as_array(in, b[0]);
  const auto k = a ? need_int(in, b[1]) : std::nullopt;
  if (!k) return {};
  const auto rank = static_cast<int64_t>(a->shape.rank());
  if (rank < 2) return in.raise("ValueError", "diag requires an array of at least two dimensions");
  const auto x = normal_axis(in, b[2].integer(), rank), y = x ? normal_axis(in, b[3].integer(), rank) : std::nullopt;
  if (!y) return {};
  return finish_array(in, diagonal_view(in, a, *k, static_cast<size_t>(*x), static_cast<size_t>(*y)), "np.diagonal", {b[0]});
}
Value trace(Interp& in, py::Bound& b) {
  const Value d = diagonal(in, b);
  if (!d) return {};
  Reduce r;
  r.axis = Value::integer(-1);
  return reduce(in, *find_ufunc("add"), Arr(py::cast<NdArray>(d)), r, "np.trace", b[0]);
}
Value fill_diagonal(Interp& in, py::Bound& b) {  // a, val, wrap=False
  auto* a = py::cast<NdArray>(b[0]);
  if (!a) return in.raise("AttributeError", "'" + type_name(in, b[0]) + "' object has no attribute 'ndim'");
  if (a->shape.rank() < 2) return in.raise("ValueError", "array must be at least 2-d");
  int64_t n = a->shape[0], step = 0;
  for (size_t i = 0; i < a->shape.rank(); ++i) { n = std::min(n, a->shape[i]); step += a->strides[i]; }
  const Arr d = view(in, Arr(a), Shape{n}, Ints{step}, a->offset);
  return set_item(in, d, in.slice(Value::none(), Value::none(), Value::none()), b[1]) ? Value::none() : Value();
}

Value tri(Interp& in, py::Bound& b) {     // N, M=None, k=0, dtype=float
  const auto n = need_int(in, b[0]);
  const auto m = !n ? std::nullopt : absent(b[1]) ? n : need_int(in, b[1]);
  const auto k = m ? need_int(in, b[2]) : std::nullopt;
  const auto d = k ? dtype_or(in, b[3], DType::kFloat64) : std::nullopt;
  if (!d) return {};
  std::vector<int64_t> out;
  for (int64_t i = 0; i < *n; ++i) for (int64_t j = 0; j < *m; ++j) out.push_back(j <= i + *k);
  return finish_array(in, from_integers(in, std::move(out), Shape{*n, *m}, d->type), "np.tri", {});
}
namespace {
Value triangle(Interp& in, py::Bound& b, bool lower) {
  Arr a = as_array(in, b[0]);
  const auto k = a ? need_int(in, b[1]) : std::nullopt;
  if (!k) return {};
  if (a->shape.rank() == 1) a = broadcast_view(in, a, Shape{a->shape[0], a->shape[0]});
  Arr out = np::copy(in, *a);
  before_write(*out);
  const size_t r = a->shape.rank();
  if (r < 2) return out;
  const auto each = static_cast<int64_t>(stride_of(a->dtype));
  int64_t flat = 0;
  std::byte* p = size(*out) ? data(*out) : nullptr;
  walk(out->shape, out->strides, [&](int64_t o) {
    const int64_t j = flat % a->shape[r - 1], i = flat / a->shape[r - 1] % a->shape[r - 2];
    if (lower ? j > i + *k : j < i + *k) std::memset(p + o, 0, static_cast<size_t>(each));
    ++flat;
  });
  return finish_array(in, out, lower ? "np.tril" : "np.triu", {b[0]}, same_axes(out->shape));
}
Value triangle_indices(Interp& in, py::Bound& b, bool lower) {  // n, k=0, m=None
  const auto n = need_int(in, b[0]), k = n ? need_int(in, b[1]) : std::nullopt;
  const auto m = !k ? std::nullopt : absent(b[2]) ? n : need_int(in, b[2]);
  if (!m) return {};
  std::vector<int64_t> rows, columns;
  for (int64_t i = 0; i < *n; ++i) for (int64_t j = 0; j < *m; ++j) if (lower ? j <= i + *k : j >= i + *k) { rows.push_back(i); columns.push_back(j); }
  const auto count = static_cast<int64_t>(rows.size());
  return in.tuple({Value(from_integers(in, std::move(rows), Shape{count})), Value(from_integers(in, std::move(columns), Shape{count}))});
}
}  // namespace
Value tril(Interp& in, py::Bound& b) { return triangle(in, b, true); }
Value triu(Interp& in, py::Bound& b) { return triangle(in, b, false); }
Value tril_indices(Interp& in, py::Bound& b) { return triangle_indices(in, b, true); }
Value triu_indices(Interp& in, py::Bound& b) { return triangle_indices(in, b, false); }
Value diag_indices(Interp& in, py::Bound& b) {  // n, ndim=2
  const auto n = need_int(in, b[0]), k = n ? need_int(in, b[1]) : std::nullopt;
  if (!k) return {};
  std::vector<int64_t> v;
  for (int64_t i = 0; i < *n; ++i) v.push_back(i);
  const Value one = from_integers(in, v, Shape{*n});
  return in.tuple(std::vector<Value>(static_cast<size_t>(*k), one));
}
Value vander(Interp& in, py::Bound& b) {  // x, N=None, increasing=False
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const auto x = doubles(in, a);
  const auto n = absent(b[1]) ? std::optional(static_cast<int64_t>(x.size())) : need_int(in, b[1]);
  if (!n) return {};
  std::vector<double> out;
  for (const double v : x) for (int64_t j = 0; j < *n; ++j) out.push_back(std::pow(v, static_cast<double>(flag(in, b[2]) ? j : *n - 1 - j)));
  return finish_array(in, from_doubles(in, std::move(out), Shape{static_cast<int64_t>(x.size()), *n}, promote(a->dtype, DType::kInt64)), "np.vander", {b[0]});
}

Value fromiter(Interp& in, py::Bound& b) {  // iter, dtype, count=-1
  const auto d = as_dt(in, b[1]);
  if (!d) return {};
  auto items = in.list_of(b[0]);
  if (!items) return {};
  const auto n = need_int(in, b[2]);
  if (!n) return {};
  if (*n >= 0) items->resize(std::min(items->size(), static_cast<size_t>(*n)));
  const Arr a = as_array(in, in.list(std::move(*items)), *d);
  return a ? finish_array(in, a, "np.fromiter", {}) : Value();
}
Value indices(Interp& in, py::Bound& b) {  // dimensions, dtype=int, sparse=False
  const auto s = as_shape(in, b[0]);
  const auto d = s ? dtype_or(in, b[1], DType::kInt64) : std::nullopt;
  if (!d) return {};
  Shape out{static_cast<int64_t>(s->rank())};
  for (const int64_t n : *s) out.push_back(n);
  std::vector<int64_t> v;
  const Ints steps = c_strides(*s, 1);
  for (size_t k = 0; k < s->rank(); ++k) for (int64_t i = 0; i < s->elements(); ++i) v.push_back(i / steps[k] % (*s)[k]);
  return finish_array(in, from_integers(in, std::move(v), out, d->type), "np.indices", {});
}
Value fromfunction(Interp& in, py::Bound& b) {  // function, shape, *, dtype=float
  const auto s = as_shape(in, b[1]);
  const auto d = s ? dtype_or(in, b[2], DType::kFloat64) : std::nullopt;
  if (!d) return {};
  const Ints steps = c_strides(*s, 1);
  std::vector<Value> args;
  for (size_t k = 0; k < s->rank(); ++k) {
    std::vector<int64_t> v;
    for (int64_t i = 0; i < s->elements(); ++i) v.push_back(i / steps[k] % (*s)[k]);
    args.push_back(from_integers(in, std::move(v), *s, d->type));
  }
  return in.call(b[0], py::Args{args});
}
Value frombuffer(Interp& in, py::Bound& b) {  // buffer, dtype=float, count=-1, offset=0
  const auto* bytes = py::cast<py::Bytes>(b[0]);
  if (!bytes) return in.raise("TypeError", "a bytes-like object is required, not '" + type_name(in, b[0]) + "'");
  const auto d = dtype_or(in, b[1], DType::kFloat64);
  const auto count = d ? need_int(in, b[2]) : std::nullopt, skip = count ? need_int(in, b[3]) : std::nullopt;
  if (!skip) return {};
  const size_t each = size_of(d->type), have = bytes->text.size() - static_cast<size_t>(*skip);
  if (*count < 0 && have % each) return in.raise("ValueError", "buffer size must be a multiple of element size");
  const auto n = *count < 0 ? static_cast<int64_t>(have / each) : *count;
  if (static_cast<size_t>(n) * each > have) return in.raise("ValueError", "buffer is smaller than requested size");
  Arr a = make(in, *d, Shape{n});
  if (n) std::memcpy(data(*a), bytes->text.data() + *skip, static_cast<size_t>(n) * each);
  a->writeable = false;
  return finish_array(in, a, "np.frombuffer", {});
}
Value fromstring(Interp& in, py::Bound& b) {  // string, dtype=float, count=-1, *, sep=''
  const auto s = in.as_str(b[0]), sep = in.as_str(b[3]);
  const auto d = dtype_or(in, b[1], DType::kFloat64);
  if (!d) return {};
  if (!s || !sep || sep->empty()) return in.raise("ValueError", "The binary mode of fromstring is removed, use frombuffer instead");
  std::vector<double> out;
  const std::string text(*s);
  const char* p = text.c_str();
  for (char* end = nullptr;; p = end) {
    while (*p && (std::isspace(static_cast<unsigned char>(*p)) || sep->find(*p) != sep->npos)) ++p;
    const double v = std::strtod(p, &end);
    if (end == p) break;
    out.push_back(v);
  }
  const auto n = static_cast<int64_t>(out.size());
  return finish_array(in, from_doubles(in, std::move(out), Shape{n}, d->type), "np.fromstring", {});
}

Value meshgrid(Interp& in, py::Bound& b) {  // *xi, copy=True, sparse=False, indexing='xy'
  const auto xi = in.items(b[0]);
  const auto indexing = in.as_str(b[3]);
  if (!indexing || (*indexing != "xy" && *indexing != "ij")) return in.raise("ValueError", "Valid values for `indexing` are 'xy' and 'ij'.");
  const size_t n = xi.size();
  const bool xy = *indexing == "xy" && n > 1, sparse = flag(in, b[2]);
  std::vector<Arr> lines;
  Shape full;
  for (const Value& v : xi) {
    const Arr a = as_array(in, v);
    if (!a) return {};
    lines.push_back(contiguous_array(in, a));
    full.push_back(size(*a));
  }
  if (xy) std::swap(full[0], full[1]);
  std::vector<Value> out;
  for (size_t i = 0; i < n; ++i) {
    const size_t axis = xy && i < 2 ? 1 - i : i;
    Shape s = full;
    Ints strides(n, 0);
    for (size_t k = 0; k < n; ++k) if (k != axis && sparse) s[k] = 1;
    strides[axis] = static_cast<int64_t>(stride_of(lines[i]->dtype));
    out.push_back(finish_array(in, np::copy(in, *view(in, lines[i], s, strides, lines[i]->offset)), "np.meshgrid", {xi[i]}));
  }
  return in.keras3() ? in.tuple(std::move(out)) : in.list(std::move(out));
}
Value ix_(Interp& in, py::Bound& b) {
  const auto args = in.items(b[0]);
  std::vector<Value> out;
  for (size_t i = 0; i < args.size(); ++i) {
    Arr a = as_array(in, args[i]);
    if (!a) return {};
    if (a->shape.rank() != 1) return in.raise("ValueError", "Cross index must be 1 dimensional");
    if (size(*a) == 0) a = np::astype(in, a, DType::kInt64);
    if (is_bool(a->dtype)) { Ints v = true_offsets(*a); const auto n = static_cast<int64_t>(v.size()); a = from_integers(in, std::move(v), Shape{n}); }
    Shape s;
    Ints strides;
    for (size_t k = 0; k < args.size(); ++k) { s.push_back(k == i ? a->shape[0] : 1); strides.push_back(k == i ? a->strides[0] : 0); }
    out.push_back(view(in, a, s, strides, a->offset));
  }
  return in.tuple(std::move(out));
}

Value broadcast_to(Interp& in, py::Bound& b) {  // array, shape, subok=False
  const Arr a = as_array(in, b[0]);
  const auto s = a ? as_shape(in, b[1]) : std::nullopt;
  if (!s) return {};
  Arr v = broadcast_view(in, a, *s);
  if (!v) {
    if (a->shape.rank() > s->rank()) return in.raise("ValueError", "input operand has more dimensions than allowed by the axis remapping");
    return in.raise("ValueError", "operands could not be broadcast together with remapped shapes [original->remapped]: " + shape_text(a->shape) + "  and requested shape " + shape_text(*s));
  }
  if (v.get() == a.get()) v = view(in, a, a->shape, a->strides, a->offset);
  v->writeable = false;
  AxisMap axes(s->rank());
  const size_t lead = s->rank() - a->shape.rank();
  for (size_t i = lead; i < s->rank(); ++i) axes[i] = {0, static_cast<int>(i - lead)};
  return finish_array(in, v, "np.broadcast_to", {b[0]}, std::move(axes));
}
Value broadcast_arrays(Interp& in, py::Bound& b) {
  std::vector<Arr> arrays;
  std::vector<Shape> shapes;
  for (const Value& v : in.items(b[0])) {
    const Arr a = as_array(in, v);
    if (!a) return {};
    arrays.push_back(a);
    shapes.push_back(a->shape);
  }
  Shape joined;
  for (size_t i = 0; i < shapes.size(); ++i) {
    const auto r = broadcast(joined, shapes[i]);
    if (!r) {
      size_t j = 0;
      while (j < i && broadcast(shapes[j], shapes[i])) ++j;
      return in.raise("ValueError", "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg " + std::to_string(j) + " with shape " + python_text(shapes[j]) + " and arg " + std::to_string(i) + " with shape " + python_text(shapes[i]) + ".");
    }
    joined = *r;
  }
  std::vector<Value> out;
  for (const Arr& a : arrays) out.push_back(broadcast_view(in, a, joined));
  return in.keras3() ? in.tuple(std::move(out)) : in.list(std::move(out));
}
Value broadcast_shapes(Interp& in, py::Bound& b) {
  Shape joined;
  std::vector<Shape> shapes;
  for (const Value& v : in.items(b[0])) {
    const auto s = as_shape(in, v);
    if (!s) return {};
    shapes.push_back(*s);
    const auto r = broadcast(joined, *s);
    if (!r) {
      size_t j = 0;
      while (broadcast(shapes[j], *s)) ++j;
      return in.raise("ValueError", "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg " + std::to_string(j) + " with shape " + python_text(shapes[j]) + " and arg " + std::to_string(shapes.size() - 1) + " with shape " + python_text(*s) + ".");
    }
    joined = *r;
  }
  std::vector<Value> out;
  for (const int64_t n : joined) out.push_back(Value::integer(n));
  return in.tuple(std::move(out));
}

}  // namespace misfit::np::fn
