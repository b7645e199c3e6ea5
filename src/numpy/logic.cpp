// Questions about arrays and types.
#include <cmath>
#include <cstring>
#include <limits>
#include <algorithm>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/print.h"
#include "numpy/ufunc.h"
#include "python/types/types.h"

namespace misfit::np::fn {

namespace {
Arr close(Interp& in, const Value& x, const Value& y, double rtol, double atol, bool equal_nan) {
  const Arr a = as_array(in, x), c = a ? as_array(in, y) : Arr();
  if (!c) return {};
  const auto shape = broadcast_all({a->shape, c->shape});
  if (!shape) { broadcast_error(in, {a->shape, c->shape}); return {}; }
  if (is_text(c->dtype)) { no_promotion(in, {Value(c), Value::number(1)}); return {}; }
  if (in.keras3() && (!is_number(a->dtype) || !is_number(c->dtype))) {                                  // x - y is asked first
    if (call_ufunc(in, "subtract", {Value(a), Value(is_number(c->dtype) ? np::astype(in, c, DType::kFloat64) : c)}) || in.pending()) return {};
  }
  if (!is_number(a->dtype) || !is_number(c->dtype)) {
    in.raise("TypeError", "ufunc 'isfinite' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''");
    return {};
  }
  Arr out = make(in, DType::kBool, *shape);
  const Arr wa = np::astype(in, broadcast_view(in, a, *shape), DType::kComplex128), wc = np::astype(in, broadcast_view(in, c, *shape), DType::kComplex128);
  const Arr p = contiguous_array(in, wa), q = contiguous_array(in, wc);
  for (int64_t i = 0; i < size(*out); ++i) {
    const Complex u = span_of<Complex>(*p)[i], v = span_of<Complex>(*q)[i];
    const bool nan_u = std::isnan(u.real()) || std::isnan(u.imag()), nan_v = std::isnan(v.real()) || std::isnan(v.imag());
    const bool finite = std::isfinite(u.real()) && std::isfinite(v.real());
    data(*out)[i] = static_cast<std::byte>(nan_u || nan_v ? equal_nan && nan_u && nan_v : finite ? std::abs(u - v) <= atol + rtol * std::abs(v) : u == v);
  }
  return out;
}
}  // namespace

Value isclose(Interp& in, py::Bound& b) {  // a, b, rtol=1e-05, atol=1e-08, equal_nan=False
  const auto r = need_double(in, b[2]), t = r ? need_double(in, b[3]) : std::nullopt;
  const Arr out = t ? close(in, b[0], b[1], *r, *t, flag(in, b[4])) : Arr();
  return out ? finish(in, out, "np.isclose", {b[0], b[1]}) : Value();
}
Value allclose(Interp& in, py::Bound& b) {
  const auto r = need_double(in, b[2]), t = r ? need_double(in, b[3]) : std::nullopt;
  const Arr out = t ? close(in, b[0], b[1], *r, *t, flag(in, b[4])) : Arr();
  if (!out) return {};
  return Value::boolean(static_cast<int64_t>(true_offsets(*out).size()) == size(*out));
}
namespace {
Value all_equal(Interp& in, const Value& x, const Value& y, bool equal_nan) {
  UfuncCall call;
  call.from_operator = true;
  const Value e = call_ufunc(in, *find_ufunc("equal"), {x, y}, call);
  if (!e) return {};
  Arr a = as_array(in, e);
  if (equal_nan) {
    const Arr p = np::apply(in, "isnan", as_array(in, x)), q = p ? np::apply(in, "isnan", as_array(in, y)) : Arr();
    if (!q) return {};
    a = np::apply(in, "logical_or", a, np::apply(in, "logical_and", p, q));
  }
  return Value::boolean(static_cast<int64_t>(true_offsets(*a).size()) == size(*a));
}
}  // namespace
Value array_equal(Interp& in, py::Bound& b) {  // a1, a2, equal_nan=False
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) { if (in.pending()) (void)in.take(); return Value::boolean(false); }
  return x->shape == y->shape ? all_equal(in, Value(x), Value(y), flag(in, b[2])) : Value::boolean(false);
}
Value array_equiv(Interp& in, py::Bound& b) {
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  if (!y) return {};
  return broadcast(x->shape, y->shape) ? all_equal(in, Value(x), Value(y), false) : Value::boolean(false);
}
Value iscomplexobj(Interp& in, py::Bound& b) { const auto d = dtype_of_value(in, b[0]); return d ? Value::boolean(is_complex(d->type)) : Value(); }
Value isrealobj(Interp& in, py::Bound& b) { const auto d = dtype_of_value(in, b[0]); return d ? Value::boolean(!is_complex(d->type)) : Value(); }
Value iscomplex(Interp& in, py::Bound& b) { const Value im = imag(in, b); return im ? call_ufunc(in, "not_equal", {im, Value::integer(0)}) : im; }
Value isreal(Interp& in, py::Bound& b) { const Value im = imag(in, b); return im ? call_ufunc(in, "equal", {im, Value::integer(0)}) : im; }
Value isscalar(Interp& in, py::Bound& b) { return Value::boolean(!b[0].is_none() && is_scalar_value(in, b[0])); }
Value result_type(Interp& in, py::Bound& b) {  // *arrays_and_dtypes
  std::vector<Value> values;
  if (in.items(b[0]).empty()) return in.raise("ValueError", "at least one array or dtype is required");
  for (const Value& v : in.items(b[0])) {
    const bool names = py::cast<DtypeObject>(v) || py::cast<py::Type>(v) || in.as_str(v);
    if (!names) { values.push_back(v); continue; }
    const auto d = as_dt(in, v);
    if (!d) return {};
    Arr stand_in = make(in, *d, Shape{1});                              // a type is as strong as an array
    values.push_back(stand_in);
  }
  const auto t = common_type(in, values);
  return t ? dtype_object(in, *t) : in.pending() ? Value() : no_promotion(in, values);
}
Value can_cast(Interp& in, py::Bound& b) {  // from_, to, casting='safe'
  if (in.keras3() && (b[0].is_int() || b[0].is_float())) return in.raise("TypeError", "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.");
  const auto to = as_dt(in, b[1]);
  if (!to) return {};
  const auto casting = in.as_str(b[2]).value_or("safe");
  if (b[0].is_int()) return Value::boolean(is_integer(to->type) ? fits(to->type, b[0].integer()) : np::can_cast(DType::kInt64, *to, casting) || is_inexact(to->type));
  const auto from = py::cast<NdArray>(b[0]) || py::cast<Scalar>(b[0]) ? dtype_of_value(in, b[0]) : as_dt(in, b[0]);
  return from ? Value::boolean(np::can_cast(*from, *to, casting)) : Value();
}
Value promote_types(Interp& in, py::Bound& b) {
  const auto x = as_dt(in, b[0]), y = x ? as_dt(in, b[1]) : std::nullopt;
  if (!y) return {};
  const auto t = promote(*x, *y);
  return t ? dtype_object(in, *t) : in.raise("TypeError", "The DTypes do not have a common DType");
}
Value min_scalar_type(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (a->shape.rank()) return dtype_object(in, dt(*a));
  if (is_integer(a->dtype)) { const int64_t v = integers(in, a)[0]; return dtype_object(in, v < 0 ? smallest_signed(v) : smallest_unsigned(static_cast<uint64_t>(v))); }
  if (is_floating(a->dtype)) { const double m = std::fabs(doubles(in, a)[0]); return dtype_object(in, !(m >= 65000) || std::isinf(m) ? DType::kFloat16 : m < 3.4e38 ? DType::kFloat32 : DType::kFloat64); }
  return dtype_object(in, dt(*a));
}
Value shares_memory(Interp&, py::Bound& b) {
  auto *x = py::cast<NdArray>(b[0]), *y = py::cast<NdArray>(b[1]);
  if (!x || !y || &owner(*x) != &owner(*y) || size(*x) == 0 || size(*y) == 0) return Value::boolean(false);
  const auto extent = [](NdArray& a) {
    int64_t low = a.offset, high = a.offset;
    for (size_t i = 0; i < a.shape.rank(); ++i) (a.strides[i] < 0 ? low : high) += (a.shape[i] - 1) * a.strides[i];
    return std::pair{low, high};
  };
  const auto p = extent(*x), q = extent(*y);
  if (p.first > q.second || q.first > p.second) return Value::boolean(false);
  std::vector<int64_t> places;
  walk(x->shape, x->strides, [&](int64_t o) { places.push_back(x->offset + o); });
  std::sort(places.begin(), places.end());
  bool shared = false;
  walk(y->shape, y->strides, [&](int64_t o) { shared |= std::binary_search(places.begin(), places.end(), y->offset + o); });
  return Value::boolean(shared);
}
Value ndim(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? Value::integer(static_cast<int64_t>(a->shape.rank())) : Value(); }
Value shape(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? in.get_attr(a, "shape") : Value(); }
Value size(Interp& in, py::Bound& b) {    // a, axis=None
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (absent(b[1])) return Value::integer(np::size(*a));
  const auto k = normal_axis(in, need_int(in, b[1]).value_or(0), static_cast<int64_t>(a->shape.rank()));
  if (k) return Value::integer(a->shape[static_cast<size_t>(*k)]);
  if (!in.keras3()) { (void)in.take(); return in.raise("IndexError", "tuple index out of range"); }
  return {};
}
Value iterable(Interp& in, py::Bound& b) { return Value::boolean(in.type_of(b[0])->slots.iter != nullptr); }
Value issubdtype(Interp& in, py::Bound& b) {  // arg1, arg2
  const auto kind_of = [&](const Value& v) -> py::Type* {
    if (auto* t = py::cast<py::Type>(v); t && t->is_subclass(numpy(in).generic)) return t;
    const auto d = as_dt(in, v);
    return d ? py::cast<py::Type>(in.get_attr(dtype_object(in, *d), "type")) : nullptr;
  };
  py::Type* x = kind_of(b[0]);
  py::Type* y = x ? kind_of(b[1]) : nullptr;
  return y ? Value::boolean(x->is_subclass(y)) : Value();
}

namespace {
Value info(Interp& in, const char* name, std::vector<std::pair<const char*, Value>> fields, std::string repr_text, std::string str_text) {
  py::Type* t = in.new_type("numpy", name, {}, py::Instance::kind);
  auto* o = new py::Instance(t);
  Value v(o);
  for (auto& [key, value] : fields) if (!in.set_attr(v, key, value)) return {};
  in.method(t, "__repr__", "self", [repr_text](Interp& i, py::Bound&) { return i.str_value(repr_text); });
  in.method(t, "__str__", "self", [str_text](Interp& i, py::Bound&) { return i.str_value(str_text); });
  return v;
}
}  // namespace
Value finfo(Interp& in, py::Bound& b) {
  Dt d;
  if (auto* a = py::cast<NdArray>(b[0])) d = dt(*a);
  else if (auto* s = py::cast<Scalar>(b[0])) d = Dt(s->value.dtype());
  else if (b[0].is_float()) d = Dt(DType::kFloat64);
  else { const auto t = as_dt(in, b[0]); if (!t) return {}; d = *t; }
  const DType t = real_of(d.type);
  if (!is_floating(t)) return in.raise("ValueError", "data type <class 'numpy." + std::string(numpy_name(t)) + "'> not inexact");
  const auto make_one = [&](double x) { return scalar(in, from_doubles(in, {x}, Shape{}, t)); };
  const bool f64 = t == DType::kFloat64, f32 = t == DType::kFloat32;
  const double eps = f64 ? std::ldexp(1.0, -52) : f32 ? std::ldexp(1.0, -23) : std::ldexp(1.0, -10), top = f64 ? std::numeric_limits<double>::max() : f32 ? std::numeric_limits<float>::max() : 65504, tiny = f64 ? std::numeric_limits<double>::min() : f32 ? std::numeric_limits<float>::min() : std::ldexp(1.0, -14);
  const int precision = f64 ? 15 : f32 ? 6 : 3, bits = f64 ? 64 : f32 ? 32 : 16, nmant = f64 ? 52 : f32 ? 23 : 10;
  const double resolution = std::pow(10.0, -precision);
  const auto shown = [&](double x) { return float_text(in, x, t); };
  const std::string r = "finfo(resolution=" + shown(resolution) + ", min=" + shown(-top) + ", max=" + shown(top) + ", dtype=" + dtype_name(t) + ")";
  return info(in, "finfo", {{"eps", make_one(eps)}, {"max", make_one(top)}, {"min", make_one(-top)}, {"tiny", make_one(tiny)}, {"smallest_normal", make_one(tiny)}, {"smallest_subnormal", make_one(tiny * eps)}, {"resolution", make_one(resolution)}, {"epsneg", make_one(eps / 2)}, {"precision", Value::integer(precision)}, {"bits", Value::integer(bits)}, {"nmant", Value::integer(nmant)}, {"dtype", dtype_object(in, t)}}, r, r);
}
Value iinfo(Interp& in, py::Bound& b) {
  Dt d;
  if (auto* a = py::cast<NdArray>(b[0])) d = dt(*a);
  else if (auto* s = py::cast<Scalar>(b[0])) d = Dt(s->value.dtype());
  else if (b[0].is_int()) d = Dt(DType::kInt64);
  else { const auto t = as_dt(in, b[0]); if (!t) return {}; d = *t; }
  if (!is_integer(d.type)) return in.raise("ValueError", std::string("Invalid integer data type '") + kind_char(d) + "'.");
  const int bits = static_cast<int>(size_of(d.type)) * 8;
  const bool u = is_unsigned(d.type);
  const int64_t low = u ? 0 : bits == 64 ? INT64_MIN : -(int64_t{1} << (bits - 1));
  Value high = Value::integer(u ? (bits == 64 ? -1 : (int64_t{1} << bits) - 1) : bits == 64 ? INT64_MAX : (int64_t{1} << (bits - 1)) - 1);
  std::string high_text = std::to_string(high.integer());
  if (u && bits == 64) { high_text = "18446744073709551615"; high = python_item(in, *from_integers(in, {-1}, Shape{}, DType::kUInt64), 0); }
  const std::string type = dtype_name(d), line = "---------------------------------------------------------------\n";
  return info(in, "iinfo", {{"min", Value::integer(low)}, {"max", high}, {"bits", Value::integer(bits)}, {"dtype", dtype_object(in, d)}, {"kind", in.str_value(std::string(1, kind_char(d)))}},
              "iinfo(min=" + std::to_string(low) + ", max=" + high_text + ", dtype=" + type + ")", "Machine parameters for " + type + "\n" + line + "min = " + std::to_string(low) + "\nmax = " + high_text + "\n" + line);
}
Value packbits(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  std::vector<int64_t> out;
  const auto v = integers(in, a);
  for (size_t i = 0; i < v.size(); ++i) { if (i % 8 == 0) out.push_back(0); out.back() |= (v[i] != 0) << (7 - i % 8); }
  const auto n = static_cast<int64_t>(out.size());
  return from_integers(in, std::move(out), Shape{n}, DType::kUInt8);
}
Value unpackbits(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (a->dtype != DType::kUInt8) return in.raise("TypeError", "Expected an input array of unsigned byte data type");
  std::vector<int64_t> out;
  for (const int64_t x : integers(in, a)) for (int k = 7; k >= 0; --k) out.push_back(x >> k & 1);
  const auto n = static_cast<int64_t>(out.size());
  return from_integers(in, std::move(out), Shape{n}, DType::kUInt8);
}

}  // namespace misfit::np::fn
