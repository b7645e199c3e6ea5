// The classes: ndarray, dtype, ufunc and the tree of scalars.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/function.h"
#include "numpy/index.h"
#include "numpy/linalg.h"
#include "numpy/print.h"
#include "numpy/scalar_math.h"
#include "numpy/ufunc.h"
#include "python/bigint.h"
#include "python/types/text.h"

namespace misfit::np {
namespace {

using py::BinaryOp;
using py::CompareOp;
using py::UnaryOp;

const Ufunc& of(BinaryOp op) {
  static const Ufunc* const kOps[] = {find_ufunc("add"), find_ufunc("subtract"), find_ufunc("multiply"), find_ufunc("matmul"), find_ufunc("divide"), find_ufunc("floor_divide"),
                                      find_ufunc("remainder"), find_ufunc("power"), find_ufunc("left_shift"), find_ufunc("right_shift"), find_ufunc("bitwise_and"),
                                      find_ufunc("bitwise_or"), find_ufunc("bitwise_xor")};
  return *kOps[static_cast<int>(op)];
}
const Ufunc& of(CompareOp op) {
  static const Ufunc* const kOps[] = {find_ufunc("less"), find_ufunc("less_equal"), find_ufunc("equal"), find_ufunc("not_equal"), find_ufunc("greater"), find_ufunc("greater_equal")};
  return *kOps[static_cast<int>(op)];
}

bool foreign(Interp& in, const Value& other) {                         // a class that wants to be asked instead
  if (!other.is_object() || py::cast<NdArray>(other) || py::cast<Scalar>(other) || in.is_sequence(other) || py::cast<py::Str>(other)) return false;
  return in.type_of(other)->slots.binary_priority > 0;
}

Value binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (foreign(in, other)) return in.not_implemented();
  if (reflected && op == BinaryOp::kMod && py::cast<py::Str>(other)) return in.not_implemented();
  const Value &a = reflected ? other : self, &b = reflected ? self : other;
  if (op == BinaryOp::kMatMul) return matmul(in, a, b, {});
  UfuncCall call;
  call.from_operator = true;
  if (op == BinaryOp::kPow && !reflected && b.is_float() && b.number() == 0.5)
    if (const auto* x = py::cast<NdArray>(a); x && is_inexact(x->dtype)) return call_ufunc(in, *find_ufunc("sqrt"), {a}, call);
  if (op == BinaryOp::kPow && !reflected && (b.is_int() || b.is_float()) && (b.is_int() ? b.integer() == 2 : b.number() == 2))
    if (const auto* x = py::cast<NdArray>(a); x && is_number(x->dtype) && (b.is_int() ? !is_bool(x->dtype) : is_inexact(x->dtype))) return call_ufunc(in, *find_ufunc("square"), {a}, call);
  if (op == BinaryOp::kPow && !reflected && (b.is_int() || b.is_float()) && (b.is_int() ? b.integer() == -1 : b.number() == -1))
    if (const auto* x = py::cast<NdArray>(a); x && is_inexact(x->dtype)) return call_ufunc(in, *find_ufunc("reciprocal"), {a}, call);
  return call_ufunc(in, of(op), {a, b}, call);
}

Value inplace(Interp& in, BinaryOp op, const Value& self, const Value& other) {
  if (foreign(in, other)) return in.not_implemented();
  UfuncCall call;
  call.out = self;
  call.from_operator = true;
  if (op == BinaryOp::kMatMul) return matmul(in, self, other, self);
  // The memory changes: let whoever put off reading it do so first.
  return call_ufunc(in, of(op), {self, other}, call);
}

Value compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  if (foreign(in, other)) return in.not_implemented();
  const bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && other.is_object() && !py::cast<NdArray>(other) && !py::cast<Scalar>(other) && !in.is_sequence(other) && !in.as_str(other) && !in.type_of(other)->slots.getitem && !in.as_double(other) && !py::cast<py::Complex>(other)) {
    if (py::cast<Scalar>(self)) return in.not_implemented();
  }
  if (py::cast<Scalar>(self) && (other.is_none() || in.as_str(other))) return in.not_implemented();
  UfuncCall call;
  call.from_operator = true;
  return call_ufunc(in, of(op), {self, other}, call);
}

Value unary(Interp& in, UnaryOp op, const Value& self) {
  if (const auto* s = py::cast<Scalar>(self); s && op == UnaryOp::kNeg && is_unsigned(s->value.dtype()) && s->value.int_at(0) != 0 && !report(in, kOverflow, "scalar negative")) return {};
  return call_ufunc(in, op == UnaryOp::kNeg ? "negative" : op == UnaryOp::kPos ? "positive" : "invert", {self});
}

// ---- ndarray

std::optional<std::string> repr(Interp& in, const Value& v) { return array_repr(in, Arr(py::cast<NdArray>(v))); }
std::optional<std::string> str(Interp& in, const Value& v) { return array_str(in, Arr(py::cast<NdArray>(v))); }
std::optional<std::string> format(Interp& in, const Value& v, std::string_view spec) {
  auto* a = py::cast<NdArray>(v);
  if (a->shape.rank() == 0) return in.format(scalar(in, Arr(a)), spec);
  if (spec.empty()) return str(in, v);
  in.raise("TypeError", "unsupported format string passed to numpy.ndarray.__format__");
  return std::nullopt;
}
std::optional<int64_t> hash(Interp& in, const Value&) { in.raise("TypeError", "unhashable type: 'numpy.ndarray'"); return std::nullopt; }

std::optional<bool> truth(Interp& in, const Value& v) {
  auto* a = py::cast<NdArray>(v);
  const int64_t n = size(*a);
  if (n == 1) {
    int64_t first = 0;
    walk(a->shape, a->strides, [&](int64_t o) { first = o; });
    if (is_text(a->dtype)) return !text(*a, first).empty();
    return in.truth(python_item(in, *a, first));
  }
  if (n == 0) {
    if (in.keras3()) { in.raise("ValueError", "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."); return std::nullopt; }
    in.warn("DeprecationWarning", "The truth value of an empty array is ambiguous. Returning False, but in future this will result in an error. Use `array.size > 0` to check that an array is not empty.");
    return false;
  }
  in.raise("ValueError", "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");
  return std::nullopt;
}

std::optional<int64_t> length(Interp& in, const Value& v) {
  auto* a = py::cast<NdArray>(v);
  if (a->shape.rank() == 0) { in.raise("TypeError", "len() of unsized object"); return std::nullopt; }
  return a->shape[0];
}

Value getitem(Interp& in, const Value& v, const Value& key) { return get_item(in, Arr(py::cast<NdArray>(v)), key); }
bool setitem(Interp& in, const Value& v, const Value& key, const Value& value) { return set_item(in, Arr(py::cast<NdArray>(v)), key, value); }

std::optional<bool> contains(Interp& in, const Value& v, const Value& item) {
  UfuncCall call;
  call.from_operator = true;
  const Value equal = call_ufunc(in, of(CompareOp::kEq), {v, item}, call);
  if (!equal) return std::nullopt;
  auto* a = py::cast<NdArray>(equal);
  if (!a) return in.truth(equal);
  bool any = false;
  walk(a->shape, a->strides, [&](int64_t o) { any |= data(*a)[o] != std::byte{0}; });
  return any;
}

struct ArrayIterator : py::Object {
  static constexpr py::Kind kind{"numpy.iterator"};
  ArrayIterator(py::Type* t, Arr a) : Object(kind, t), array(std::move(a)) {}
  Arr array;
  int64_t at = 0;
  bool flat = false;
  Ints places;
  void clear() override { array = {}; }
};

Value iter(Interp& in, const Value& v) {
  auto* a = py::cast<NdArray>(v);
  if (a->shape.rank() == 0) return in.raise("TypeError", "iteration over a 0-d array");
  return Value(new ArrayIterator(numpy(in).flatiter, Arr(a)));
}
Value next(Interp& in, const Value& v) {
  auto* i = py::cast<ArrayIterator>(v);
  NdArray& a = *i->array;
  if (i->flat) {
    if (i->at >= static_cast<int64_t>(i->places.size())) return {};
    return scalar_item(in, a, i->places[static_cast<size_t>(i->at++)]);
  }
  if (i->at >= a.shape[0]) return {};
  return get_item(in, i->array, Value::integer(i->at++));
}
Value itself(Interp&, const Value& v) { return v; }
Arr flat_array(Interp& in, ArrayIterator& i) {
  Arr c = c_contiguous(*i.array) ? i.array : copy(in, *i.array);
  return view(in, c, Shape{size(*c)}, Ints{static_cast<int64_t>(stride_of(c->dtype))}, c->offset);
}
Value flat_get(Interp& in, const Value& v, const Value& key) { return get_item(in, flat_array(in, *py::cast<ArrayIterator>(v)), key); }
bool flat_set(Interp& in, const Value& v, const Value& key, const Value& value) {
  auto* i = py::cast<ArrayIterator>(v);
  if (c_contiguous(*i->array)) return set_item(in, flat_array(in, *i), key, value);
  Arr flat = flat_array(in, *i);
  if (!set_item(in, flat, key, value)) return false;
  Arr shaped = view(in, flat, i->array->shape, c_strides(i->array->shape, stride_of(flat->dtype)), flat->offset);
  return assign(in, *i->array, *shaped);
}
std::optional<int64_t> flat_length(Interp&, const Value& v) { return size(*py::cast<ArrayIterator>(v)->array); }

const char* not_scalar(Interp& in) { return in.keras3() ? "only 0-dimensional arrays can be converted to Python scalars" : "only length-1 arrays can be converted to Python scalars"; }

Value single(Interp& in, const Value& v) {                             // the one element, as a Python value
  auto* a = py::cast<NdArray>(v);
  if (in.keras3() ? a->shape.rank() != 0 : size(*a) != 1) return in.raise("TypeError", not_scalar(in));
  if (a->shape.rank() > 0)
    in.warn("DeprecationWarning", "Conversion of an array with ndim > 0 to a scalar is deprecated, and will error in future. Ensure you extract a single element from your array before performing this operation. (Deprecated NumPy 1.25.)");
  int64_t first = 0;
  walk(a->shape, a->strides, [&](int64_t o) { first = o; });
  return python_item(in, *a, first);
}
std::optional<int64_t> index(Interp& in, const Value& v) {
  auto* a = py::cast<NdArray>(v);
  if (a->shape.rank() == 0 && is_integer(a->dtype)) return in.as_int(python_item(in, *a, 0));
  if (!in.keras3() && size(*a) == 1 && is_integer(a->dtype) && a->shape.rank() > 0) { in.raise("TypeError", "only integer scalar arrays can be converted to a scalar index"); return std::nullopt; }
  in.raise("TypeError", "only integer scalar arrays can be converted to a scalar index");
  return std::nullopt;
}
Value to_int(Interp& in, const Value& v) {
  const Value x = single(in, v);
  return x ? in.call(Value(in.type_named("int")), {x}) : x;
}
Value to_float(Interp& in, const Value& v) {
  const Value x = single(in, v);
  return x ? in.call(Value(in.type_named("float")), {x}) : x;
}

// ---- attributes

Value bound_method(Interp& in, const Entry& e, const Value& self) {
  auto* f = new FunctionObject(numpy(in).function, e, "numpy");
  f->self = self;
  return Value(f);
}

struct Flags : py::Object {
  static constexpr py::Kind kind{"numpy.flagsobj"};
  Flags(py::Type* t, Arr a) : Object(kind, t), array(std::move(a)) {}
  Arr array;
  void clear() override { array = {}; }
};

Value part(Interp& in, const Arr& a, bool imaginary) {
  if (!is_complex(a->dtype)) {
    if (!imaginary) return a;
    return make(in, dt(*a), a->shape);
  }
  Arr v = view(in, a, a->shape, a->strides, a->offset + (imaginary ? static_cast<int64_t>(size_of(a->dtype)) / 2 : 0));
  v->dtype = real_of(a->dtype);
  return v;
}

Value getattr(Interp& in, const Value& v, std::string_view name) {
  auto* a = py::cast<NdArray>(v);
  if (name == "shape") {
    std::vector<Value> dims;
    for (const int64_t n : a->shape) dims.push_back(Value::integer(n));
    return in.tuple(std::move(dims));
  }
  if (name == "dtype") return dtype_object(in, dt(*a));
  if (name == "ndim") return Value::integer(static_cast<int64_t>(a->shape.rank()));
  if (name == "size") return Value::integer(size(*a));
  if (name == "T" || (name == "mT" && in.keras3())) {
    const size_t rank = a->shape.rank();
    Shape s = a->shape;
    Ints strides = a->strides;
    AxisMap axes(rank);
    for (size_t i = 0; i < rank; ++i) axes[i] = {0, static_cast<int>(rank - 1 - i)};
    if (name == "mT") {
      if (rank < 2) return in.raise("ValueError", "matrix transpose with ndim < 2 is undefined");
      std::swap(strides[rank - 1], strides[rank - 2]);
      s = s.with(rank - 1, a->shape[rank - 2]).with(rank - 2, a->shape[rank - 1]);
    } else {
      for (size_t i = 0; i < rank; ++i) { s[i] = a->shape[rank - 1 - i]; strides[i] = a->strides[rank - 1 - i]; }
    }
    return finish_array(in, view(in, Arr(a), s, strides, a->offset), "T", {v}, std::move(axes));
  }
  if (name == "nbytes") return Value::integer(size(*a) * static_cast<int64_t>(itemsize(dt(*a))));
  if (name == "itemsize") return Value::integer(static_cast<int64_t>(itemsize(dt(*a))));
  if (name == "strides") {
    std::vector<Value> out;
    const auto ours = static_cast<int64_t>(stride_of(a->dtype)), theirs = static_cast<int64_t>(itemsize(dt(*a)));
    for (const int64_t s : a->strides) out.push_back(Value::integer(s / ours * theirs));
    return in.tuple(std::move(out));
  }
  if (name == "real") return part(in, Arr(a), false);
  if (name == "imag") return part(in, Arr(a), true);
  if (name == "flat") {
    auto* i = new ArrayIterator(numpy(in).flatiter, Arr(a));
    Value out(i);
    i->flat = true;
    walk(a->shape, a->strides, [&](int64_t o) { i->places.push_back(o); });
    return out;
  }
  if (name == "base") return a->base ? a->base : Value::none();
  if (name == "flags") {
    return Value(new Flags(numpy(in).flags_type, Arr(a)));
  }
  if (name == "__array_priority__") return Value::number(0);
  for (const Entry& e : array_methods())
    if (e.name == name) {
      if (in.keras3() && (name == "ptp" || name == "itemset" || name == "newbyteorder" || name == "tostring")) return {};
      return bound_method(in, e, v);
    }
  return {};
}

std::optional<bool> setattr(Interp& in, const Value& v, std::string_view name, const Value& value) {
  auto* a = py::cast<NdArray>(v);
  if (name == "shape") {
    const Value f = getattr(in, v, "reshape");
    const Value r = in.call(f, {value});
    if (!r) return std::nullopt;
    a->shape = py::cast<NdArray>(r)->shape;
    a->strides = py::cast<NdArray>(r)->strides;
    return true;
  }
  if (name == "dtype") {
    const auto d = as_dt(in, value);
    if (!d) return std::nullopt;
    a->dtype = d->type;
    return true;
  }
  if (name == "real" || name == "imag") {
    auto* target = py::cast<NdArray>(part(in, Arr(a), name == "imag"));
    const Arr from = as_array(in, value);
    if (!from || !assign(in, *target, *from)) return std::nullopt;
    return true;
  }
  if (name == "flat") {
    const Value flat = getattr(in, v, "flat");
    if (!flat_set(in, flat, in.slice(Value::none(), Value::none(), Value::none()), value)) return std::nullopt;
    return true;
  }
  for (const char* fixed : {"T", "ndim", "size", "nbytes", "itemsize", "base", "flags", "strides"})
    if (name == fixed) {
      in.raise("AttributeError", "attribute '" + std::string(name) + "' of 'numpy.ndarray' objects is not writable");
      return std::nullopt;
    }
  in.raise("AttributeError", "'numpy.ndarray' object has no attribute '" + std::string(name) + "'");
  return std::nullopt;
}

std::optional<std::vector<std::string>> dir(Interp&, const Value&) {
  std::vector<std::string> out = {"T", "base", "dtype", "flags", "flat", "imag", "itemsize", "nbytes", "ndim", "real", "shape", "size", "strides", "data", "ctypes"};
  for (const Entry& e : array_methods()) out.emplace_back(e.name);
  return out;
}

// ---- flags

std::optional<bool> flag_of(NdArray& a, std::string_view name) {
  if (name == "c_contiguous" || name == "C_CONTIGUOUS" || name == "contiguous") return c_contiguous(a);
  if (name == "f_contiguous" || name == "F_CONTIGUOUS") return f_contiguous(a);
  if (name == "writeable" || name == "WRITEABLE") return a.writeable;
  if (name == "owndata" || name == "OWNDATA") return !a.base;
  if (name == "aligned" || name == "ALIGNED") return true;
  return std::nullopt;
}
Value flags_get(Interp&, const Value& v, std::string_view name) {
  const auto f = flag_of(*py::cast<Flags>(v)->array, name);
  return f ? Value::boolean(*f) : Value();
}
std::optional<bool> flags_set(Interp& in, const Value& v, std::string_view name, const Value& value) {
  if (name == "writeable" || name == "WRITEABLE") { py::cast<Flags>(v)->array->writeable = flag(in, value); return true; }
  in.raise("AttributeError", "attribute '" + std::string(name) + "' of 'numpy._core.multiarray.flagsobj' objects is not writable");
  return std::nullopt;
}
std::optional<std::string> flags_repr(Interp&, const Value& v) {
  NdArray& a = *py::cast<Flags>(v)->array;
  std::string s;
  for (const char* n : {"C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED"}) s += std::string("  ") + n + " : " + (*flag_of(a, n) ? "True" : "False") + "\n";
  return s + "  WRITEBACKIFCOPY : False\n";
}

// ---- scalars

Arr boxed(Interp& in, const Value& v) { return as_array(in, v); }
Value plain(Interp& in, const Value& v) { const Arr a = boxed(in, v); return a ? python_item(in, *a, 0) : Value(); }

std::optional<std::string> s_repr(Interp& in, const Value& v) { return scalar_repr(in, *py::cast<Scalar>(v)); }
std::optional<std::string> s_str(Interp& in, const Value& v) { return scalar_str(in, *py::cast<Scalar>(v)); }
std::optional<std::string> s_format(Interp& in, const Value& v, std::string_view spec) {
  auto* s = py::cast<Scalar>(v);
  const DType t = s->value.dtype();                      // gentype_format asks the Python number, in all its digits
  if (s->flavor != Flavor::kPlain || (spec.empty() && !is_floating(t) && !is_complex(t))) return s_str(in, v);
  if (is_bool(s->value.dtype())) return in.format(Value::boolean(s->value.int_at(0)), spec);
  const Value p = plain(in, v);
  return p ? in.format(p, spec) : std::nullopt;
}
std::optional<int64_t> s_hash(Interp& in, const Value& v) { return in.hash(plain(in, v)); }
std::optional<bool> s_truth(Interp& in, const Value& v) { return in.truth(plain(in, v)); }
std::optional<int64_t> s_length(Interp& in, const Value& v) { in.raise("TypeError", "object of type '" + type_name(in, v) + "' has no len()"); return std::nullopt; }
Value s_getitem(Interp& in, const Value& v, const Value& key) {
  const auto* t = py::cast<py::Tuple>(key);
  if (key.same(in.ellipsis()) || key.is_none() || (t && t->items.empty())) {
    if (t) return v;
    return get_item(in, boxed(in, v), key);
  }
  return in.raise("IndexError", "invalid index to scalar variable.");
}
std::optional<int64_t> s_index(Interp& in, const Value& v) {
  auto* s = py::cast<Scalar>(v);
  if (is_integer(s->value.dtype()) && s->flavor == Flavor::kPlain) {
    if (s->value.dtype() == DType::kUInt64 && s->value.int_at(0) < 0) { in.raise("OverflowError", "Python int too large to convert to C ssize_t"); return std::nullopt; }
    return s->value.int_at(0);
  }
  in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer");
  return std::nullopt;
}
Value s_int(Interp& in, const Value& v) {
  auto* s = py::cast<Scalar>(v);
  if (is_complex(s->value.dtype())) warn_complex(in);
  return in.call(Value(in.type_named("int")), {is_complex(s->value.dtype()) ? Value::number(s->value.at(0)) : plain(in, v)});
}
Value s_float(Interp& in, const Value& v) { return in.call(Value(in.type_named("float")), {plain(in, v)}); }

Value s_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (Value quick = scalar_arithmetic(in, op, reflected ? other : self, reflected ? self : other)) return quick;
  if (foreign(in, other) || py::cast<NdArray>(other)) {
    if (py::cast<NdArray>(other)) return binary(in, op, self, other, reflected);
    return in.not_implemented();
  }
  auto* s = py::cast<Scalar>(self);
  const bool text_other = py::cast<py::Str>(other) || py::cast<py::Bytes>(other);
  if (text_other && reflected && op != BinaryOp::kMul) return in.not_implemented();
  if (op == BinaryOp::kMul && (text_other || in.is_sequence(other))) {
    if (is_integer(s->value.dtype())) return in.binary(BinaryOp::kMul, other, plain(in, self));
    if (in.keras3() || !is_bool(s->value.dtype())) return in.raise("TypeError", "can't multiply sequence by non-int of type '" + type_name(in, self) + "'");
  }
  if (other.is_object() && !py::cast<Scalar>(other) && !in.is_sequence(other) && !text_other && !py::cast<py::BigInt>(other) && !py::cast<py::Complex>(other) && !in.type_of(other)->slots.getitem && !in.find_attr(other, "__array__")) {
    if (in.pending()) return {};
    return in.not_implemented();
  }
  if (other.is_none()) return in.not_implemented();
  return binary(in, op, self, other, reflected);
}
Value s_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  if (const auto quick = scalar_comparison(in, op, self, other)) return scalar_value(in, Tensor::scalar(*quick));
  if (py::cast<py::Dict>(other) || py::cast<py::Set>(other)) return in.not_implemented();
  return compare(in, op, self, other);
}

Value s_getattr(Interp& in, const Value& v, std::string_view name) {
  auto* s = py::cast<Scalar>(v);
  if (name == "dtype") return s ? dtype_object(in, Dt(s->value.dtype(), s->text_width, s->flavor)) : dtype_object(in, dt(*boxed(in, v)));
  if (name == "shape") return in.tuple({});
  if (name == "ndim") return Value::integer(0);
  if (name == "size") return Value::integer(1);
  if (name == "itemsize" || name == "nbytes") return Value::integer(static_cast<int64_t>(itemsize(dt(*boxed(in, v)))));
  if (name == "T" || name == "base") return name == "T" ? v : Value::none();
  if (name == "real" || name == "imag") return scalar(in, Arr(py::cast<NdArray>(part(in, boxed(in, v), name == "imag"))));
  if (name == "flat") return getattr(in, boxed(in, v), "flat");
  if (!s) return {};
  if (name == "is_integer" && !is_inexact(s->value.dtype()) && is_bool(s->value.dtype())) return {};
  for (const Entry& e : array_methods())
    if (e.name == name && name != "resize" && name != "sort" && name != "fill" && name != "__len__") return bound_method(in, e, v);
  if (is_inexact(s->value.dtype()) && (name == "is_integer" || name == "as_integer_ratio" || name == "hex")) return in.get_attr(plain(in, v), name);
  if (is_integer(s->value.dtype()) && (name == "bit_count" || name == "numerator" || name == "denominator" || name == "is_integer")) {
    if (name == "is_integer") return in.get_attr(Value::number(1.0), name);
    return in.get_attr(plain(in, v), name);
  }
  return {};
}

Value s_create(Interp& in, py::Type* t, const py::Args& args) {
  Numpy& np = numpy(in);
  const auto d = as_dt(in, Value(t));
  if (!d) return {};
  if (t == np.generic || t == np.number || t == np.integer || t == np.signedinteger || t == np.unsignedinteger || t == np.inexact || t == np.floating || t == np.complexfloating)
    return in.raise("TypeError", "cannot create '" + t->module + "." + t->name + "' instances");
  if (d->flavor == Flavor::kDatetime || d->flavor == Flavor::kTimedelta) {
    Dt unit = *d;
    if (args.positional.size() > 1) {
      const auto name = in.as_str(args.positional[1]);
      const auto parsed = name ? parse_dtype("M8[" + std::string(*name) + "]") : std::nullopt;
      if (parsed) unit.width = parsed->width;
    }
    const Arr a = args.positional.empty() ? make(in, unit, Shape{}) : as_array(in, args.positional[0], unit);
    return a ? scalar(in, a) : Value();
  }
  if (args.positional.empty()) {
    if (is_text(d->type)) { Arr a = make(in, *d, Shape{}); return scalar(in, a); }
    return scalar(in, make(in, *d, Shape{}));
  }
  const Value& v = args.positional[0];
  if (is_text(d->type)) {
    const auto s = d->flavor == Flavor::kBytes && py::cast<py::Bytes>(v) ? std::optional(py::cast<py::Bytes>(v)->text) : in.str(v);
    if (!s) return {};
    if (d->flavor == Flavor::kBytes) return Value(new py::Bytes(t, *s));
    return Value(new py::Str(t, *s));
  }
  if (v.is_float() && is_integer(d->type)) {                           // np.int64(3.7): truncates; nan refuses
    const Value whole = in.call(Value(in.type_named("int")), {v});
    if (!whole) return {};
    const Arr a = zero_d(in, *d, whole);
    return a ? scalar(in, a) : Value();
  }
  Arr a;
  if (in.as_str(v) || v.is_int() || v.is_float() || v.is_bool() || v.is_none() || (v.is_object() && !in.is_sequence(v) && !py::cast<NdArray>(v) && !py::cast<Scalar>(v) && !in.type_of(v)->slots.getitem)) {
    a = make(in, *d, Shape{});
    if (v.is_none() && is_integer(d->type)) return in.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'");
    if (!put_item(in, *a, 0, v)) return {};
    if (d->type == DType::kFloat32 || d->type == DType::kFloat16) {
      double x = 0;
      convert(d->type, data(*a), 0, DType::kFloat64, reinterpret_cast<std::byte*>(&x), 0, 1);
      if (std::isinf(x) && v.is_float() && std::isfinite(v.number()) && !report(in, kOverflow, "cast")) return {};
    }
  } else a = as_array(in, v, *d);
  if (!a) return {};
  return a->shape.rank() == 0 ? scalar(in, a) : Value(a);
}

std::optional<std::string> str_scalar_repr(Interp& in, const Value& v) {
  const auto* s = py::cast<py::Str>(v);
  const auto r = in.repr(in.str_value(s->text));
  return r && in.keras3() ? "np.str_(" + *r + ")" : r;
}

std::optional<std::string> bytes_scalar_repr(Interp& in, const Value& v) {
  const auto r = in.repr(Value(new py::Bytes(in.type_named("bytes"), py::cast<py::Bytes>(v)->text)));
  return r && in.keras3() ? "np.bytes_(" + *r + ")" : r;
}

// ---- dtype objects

std::optional<std::string> d_repr(Interp&, const Value& v) { return dtype_repr(py::cast<DtypeObject>(v)->dt); }
std::optional<std::string> d_str(Interp&, const Value& v) { return dtype_text(py::cast<DtypeObject>(v)->dt); }
std::optional<int64_t> d_hash(Interp& in, const Value& v) { return in.hash(in.str_value(dtype_text(py::cast<DtypeObject>(v)->dt))); }
Value d_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  const Dt a = py::cast<DtypeObject>(self)->dt;
  if (op == CompareOp::kEq || op == CompareOp::kNe) {
    if (other.is_none()) return Value::boolean((op == CompareOp::kEq) == (a == Dt(DType::kFloat64)));
    if (!py::cast<DtypeObject>(other) && !py::cast<py::Type>(other) && !in.as_str(other)) {
      const Value inner = other.is_object() ? in.find_attr(other, "as_numpy_dtype") : Value();
      if (in.pending()) return {};
      if (!inner) return Value::boolean(op == CompareOp::kNe);
    }
    const auto b = as_dt(in, other);
    if (!b) { (void)in.take(); return Value::boolean(op == CompareOp::kNe); }
    return Value::boolean((op == CompareOp::kEq) == (a == *b));
  }
  const auto b = as_dt(in, other);
  if (!b) return {};
  const bool le = can_cast(a, *b, "safe"), ge = can_cast(*b, a, "safe");
  return Value::boolean(op == CompareOp::kLt ? le && !(a == *b) : op == CompareOp::kLe ? le : op == CompareOp::kGt ? ge && !(a == *b) : ge);
}
Value d_getattr(Interp& in, const Value& v, std::string_view name) {
  const Dt d = py::cast<DtypeObject>(v)->dt;
  if (name == "name") return in.str_value(dtype_name(d));
  if (name == "kind") return in.str_value(std::string(1, kind_char(d)));
  if (name == "itemsize") return Value::integer(static_cast<int64_t>(itemsize(d)));
  if (name == "type") {
    Numpy& np = numpy(in);
    return Value(d.flavor == Flavor::kBytes ? np.bytes_ : d.flavor == Flavor::kDatetime ? np.datetime64 : d.flavor == Flavor::kTimedelta ? np.timedelta64 : is_object(d.type) ? np.object_ : np.scalars[static_cast<size_t>(d.type)]);
  }
  if (name == "char") {
    constexpr std::pair<DType, char> kChars[] = {{DType::kBool, '?'}, {DType::kInt8, 'b'}, {DType::kUInt8, 'B'}, {DType::kInt16, 'h'}, {DType::kUInt16, 'H'}, {DType::kInt32, 'i'}, {DType::kUInt32, 'I'}, {DType::kInt64, 'l'}, {DType::kUInt64, 'L'}, {DType::kFloat16, 'e'}, {DType::kFloat32, 'f'}, {DType::kFloat64, 'd'}, {DType::kComplex64, 'F'}, {DType::kComplex128, 'D'}};
    for (const auto& [t, c] : kChars) if (t == d.type) return in.str_value(std::string(1, c));
    return in.str_value(std::string(1, kind_char(d)));
  }
  if (name == "str") return in.str_value((itemsize(d) == 1 || is_object(d.type) ? "|" : "<") + std::string(1, kind_char(d)) + (is_object(d.type) ? "" : std::to_string(is_text(d.type) ? d.width : static_cast<int64_t>(itemsize(d)))));
  if (name == "names" || name == "fields" || name == "subdtype") return Value::none();
  if (name == "byteorder") return in.str_value(itemsize(d) == 1 ? "|" : "=");
  if (name == "alignment") return Value::integer(static_cast<int64_t>(itemsize(d)));
  if (name == "shape") return in.tuple({});
  if (name == "ndim") return Value::integer(0);
  if (name == "isnative") return Value::boolean(true);
  if (name == "hasobject") return Value::boolean(is_object(d.type));
  return {};
}
Value d_create(Interp& in, py::Type*, const py::Args& args) {
  if (args.positional.empty()) return in.raise("TypeError", "dtype() missing required argument 'dtype' (pos 1)");
  const auto d = as_dt(in, args.positional[0]);
  return d ? dtype_object(in, *d) : Value();
}

// ---- functions

Value call_function(Interp& in, const Value& self, const py::Args& args) {
  auto* f = py::cast<FunctionObject>(self);
  const std::string_view signature = f->entry->signature;
  if (f->module == "numpy.random" && signature.find('*') == signature.npos) {   // compiled by Cython: its own words about counts
    const auto parameters = std::count(signature.begin(), signature.end(), ',') - std::count(signature.begin(), signature.end(), '(');
    const auto required = static_cast<std::ptrdiff_t>(std::count(signature.begin(), signature.end(), ',') - std::count(signature.begin(), signature.end(), '='));
    const auto n = static_cast<std::ptrdiff_t>(args.positional.size());
    const auto say = [&](std::ptrdiff_t count, const char* how) {
      return in.raise("TypeError", std::string(f->entry->name) + "() takes " + (required == parameters ? "exactly" : how) + " " + std::to_string(count) + " positional argument" + (count == 1 ? "" : "s") + " (" + std::to_string(n) + " given)");
    };
    if (n > parameters) return say(parameters, "at most");
    if (n + static_cast<std::ptrdiff_t>(args.keywords.size()) < required) return say(required, "at least");
  } else if (f->self && f->entry->qualname.empty() && signature.find('*') == signature.npos) {
    const auto parameters = static_cast<size_t>(std::count(signature.begin(), signature.end(), ','));
    const auto required = static_cast<size_t>(std::count(signature.begin(), signature.end(), ',') - std::count(signature.begin(), signature.end(), '='));
    const size_t n = args.positional.size();
    if (n > parameters) {
      const std::string given = std::to_string(n);
      return in.raise("TypeError", std::string(f->entry->name) + "() takes " + (required == parameters ? "" : "from " + std::to_string(required) + " to ") + std::to_string(parameters) + " positional argument" + (parameters == 1 && required == 1 ? "" : "s") + " but " + given + (n == 1 ? " was" : " were") + " given");
    }
  }
  if (!f->signature) f->signature = py::Signature::parse(in, std::string(f->entry->qualname.empty() ? f->entry->name : f->entry->qualname), f->entry->signature);
  auto bound = f->signature->bind(in, args, f->self ? &f->self : nullptr);
  if (!bound) return {};
  return f->entry->f(in, *bound);
}
std::optional<std::string> function_repr(Interp&, const Value& v) {
  const auto* f = py::cast<FunctionObject>(v);
  char place[32];
  std::snprintf(place, sizeof place, "0x%012llx", static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(f)) & 0xffffffffffffULL);
  if (f->self) return "<built-in method " + std::string(f->entry->name) + " of numpy.ndarray object at " + place + ">";
  return "<function " + std::string(f->entry->name) + " at " + place + ">";
}
Value function_getattr(Interp& in, const Value& v, std::string_view name) {
  const auto* f = py::cast<FunctionObject>(v);
  if (name == "__name__" || name == "__qualname__") return in.str_value(std::string(f->entry->qualname.empty() || f->self ? f->entry->name : f->entry->qualname));
  if (name == "__module__") return in.str_value(f->module);
  if (name == "__doc__") return Value::none();
  return {};
}

}  // namespace

Value function_value(Interp& in, const Entry& e, std::string module) { return Value(new FunctionObject(numpy(in).function, e, std::move(module))); }

Value with_out(Interp& in, const Value& out, Arr result) {
  if (!result) return {};
  if (absent(out)) return result;
  auto* target = py::cast<NdArray>(out);
  if (!target) return in.raise("TypeError", "return arrays must be of ArrayType");
  return assign(in, *target, *result) ? out : Value();
}

Value ufunc_call(Interp&, const Value& self, const py::Args&);         // ufunc_object.cpp
Value ufunc_getattr(Interp&, const Value& self, std::string_view name);

Numpy::Numpy(Interp& in) {
  alive = std::make_shared<Alive>(Alive{&in});
  const std::string m = "numpy";
  ndarray = in.new_type(m, "ndarray", {}, NdArray::kind);
  ndarray->has_dict = false;
  py::Slots& a = ndarray->slots;
  a.repr = repr; a.str = str; a.format = format; a.hash = hash; a.truth = truth; a.length = length; a.getitem = getitem; a.setitem = setitem;
  a.contains = contains; a.iter = iter; a.binary = binary; a.inplace = inplace; a.unary = unary; a.compare = compare; a.index = index;
  a.to_int = to_int; a.to_float = to_float; a.getattr = getattr; a.setattr = setattr; a.dir = dir;
  a.binary_priority = 0.5;

  flatiter = in.new_type(m, "flatiter", {}, ArrayIterator::kind);
  flatiter->slots.iter = itself;
  flatiter->slots.next = next;
  flatiter->slots.getitem = flat_get;
  flatiter->slots.setitem = flat_set;
  flatiter->slots.length = flat_length;

  function = in.new_type("builtins", "function", {}, FunctionObject::kind);
  function->slots.call = call_function;
  function->slots.repr = function_repr;
  function->slots.getattr = function_getattr;

  ufunc = in.new_type(m, "ufunc", {}, UfuncObject::kind);
  ufunc->slots.call = ufunc_call;
  ufunc->slots.getattr = ufunc_getattr;
  ufunc->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return "<ufunc '" + std::string(py::cast<UfuncObject>(v)->def->name) + "'>"; };

  dtype = in.new_type(m, "dtype", {}, DtypeObject::kind);
  py::Slots& d = dtype->slots;
  d.repr = d_repr; d.str = d_str; d.hash = d_hash; d.compare = d_compare; d.getattr = d_getattr; d.create = d_create;

  ndarray->shown = "numpy.ndarray";
  generic = in.new_type(m, "generic", {}, Scalar::kind);
  generic->has_dict = false;
  py::Slots& s = generic->slots;
  s.create = s_create; s.repr = s_repr; s.str = s_str; s.format = s_format; s.hash = s_hash; s.truth = s_truth; s.getitem = s_getitem;
  s.binary = s_binary; s.unary = unary; s.compare = s_compare; s.index = s_index; s.to_int = s_int; s.to_float = s_float; s.getattr = s_getattr;
  s.binary_priority = 0.25;
  (void)s_length;
  const auto sub = [&](std::string name, std::vector<py::Type*> bases) {
    py::Type* t = in.new_type(m, std::move(name), std::move(bases), Scalar::kind);
    t->has_dict = false;
    t->shown = "numpy." + t->name;
    t->slots = generic->slots;
    t->slots.iter = nullptr;
    t->slots.init = nullptr;
    return t;
  };
  number = sub("number", {generic});
  integer = sub("integer", {number});
  signedinteger = sub("signedinteger", {integer});
  unsignedinteger = sub("unsignedinteger", {integer});
  inexact = sub("inexact", {number});
  floating = sub("floating", {inexact});
  complexfloating = sub("complexfloating", {inexact});
  flexible = sub("flexible", {generic});
  character = sub("character", {flexible});
  const auto set = [&](DType t, std::string name, std::vector<py::Type*> bases) {
    py::Type* made = sub(std::move(name), std::move(bases));
    scalars[static_cast<size_t>(t)] = made;
    if (is_inexact(t) || is_bool(t)) made->slots.index = is_bool(t) ? nullptr : nullptr;
    return made;
  };
  set(DType::kBool, in.keras3() ? "bool" : "bool_", {generic});
  set(DType::kInt8, "int8", {signedinteger});
  set(DType::kInt16, "int16", {signedinteger});
  set(DType::kInt32, "int32", {signedinteger});
  set(DType::kInt64, "int64", {signedinteger});
  set(DType::kUInt8, "uint8", {unsignedinteger});
  set(DType::kUInt16, "uint16", {unsignedinteger});
  set(DType::kUInt32, "uint32", {unsignedinteger});
  set(DType::kUInt64, "uint64", {unsignedinteger});
  set(DType::kFloat16, "float16", {floating});
  set(DType::kBFloat16, "bfloat16", {generic});
  set(DType::kFloat32, "float32", {floating});
  set(DType::kFloat64, "float64", {floating, in.type_named("float")});
  set(DType::kComplex64, "complex64", {complexfloating});
  set(DType::kComplex128, "complex128", {complexfloating, in.type_named("complex")});
  datetime64 = sub("datetime64", {generic});
  timedelta64 = sub("timedelta64", {signedinteger});
  object_ = sub("object_", {generic});
  void_ = sub("void", {flexible});
  py::Type* text = in.new_type(m, "str_", {in.type_named("str"), character}, py::Str::kind);
  text->shown = "numpy.str_";
  text->slots = in.type_named("str")->slots;
  text->slots.create = s_create;
  text->slots.repr = str_scalar_repr;
  scalars[static_cast<size_t>(DType::kString)] = text;
  bytes_ = in.new_type(m, "bytes_", {in.type_named("bytes"), character}, py::Bytes::kind);
  bytes_->slots = in.type_named("bytes")->slots;
  bytes_->slots.create = s_create;
  bytes_->slots.repr = bytes_scalar_repr;
  bytes_->slots.str = [](Interp& i, const Value& v) { return i.repr(Value(new py::Bytes(i.type_named("bytes"), py::cast<py::Bytes>(v)->text))); };
  in.method(ndarray, "__round__", "self, *args", [](Interp& i, py::Bound&) { return i.raise("TypeError", "type numpy.ndarray doesn't define __round__ method"); });
  for (py::Type* t : {ndarray, generic}) {
    in.method(t, "__abs__", "self, /", [](Interp& i, py::Bound& b) { return call_ufunc(i, "absolute", {b[0]}); });
    in.method(t, "__divmod__", "self, other, /", [](Interp& i, py::Bound& b) {
      const Value q = i.binary(BinaryOp::kFloorDiv, b[0], b[1]), r = q ? i.binary(BinaryOp::kMod, b[0], b[1]) : Value();
      return r ? i.tuple({q, r}) : Value();
    });
    if (t == generic) in.method(t, "__round__", "self, ndigits=None, /", [](Interp& i, py::Bound& b) -> Value {
      if (py::cast<Scalar>(b[0]) && b[1].is_none()) {
        const Value p = plain(i, b[0]);
        const Value f = i.get_attr(p, "__round__");
        return f ? i.call(f, {}) : Value();
      }
      const Value f = i.get_attr(b[0], "round");
      return f ? (b[1].is_none() ? i.call(f, {}) : i.call(f, {b[1]})) : Value();
    });
  }
  for (const char* name : {"__floor__", "__ceil__", "__trunc__", "__getnewargs__"}) {                       // float's own know only Python's floats
    const std::string method = name;
    in.method(generic, name, "self, /", [method](Interp& i, py::Bound& b) {
      const Value f = i.get_attr(plain(i, b[0]), method);
      return f ? i.call(f, {}) : Value();
    });
  }
  in.method(generic, "__complex__", "self, /", [](Interp& i, py::Bound& b) { return plain(i, b[0]); });

  const std::string core = in.keras3() ? "numpy._core._exceptions" : "numpy.core._exceptions";
  axis_error = in.new_exception("numpy.exceptions", "AxisError", {in.type_named("ValueError"), in.type_named("IndexError")});
  ufunc_type_error = in.new_exception(core, "UFuncTypeError", {in.type_named("TypeError")});
  memory_error = in.new_exception(core, "MemoryError", {in.type_named("MemoryError")});
  linalg_error = in.new_exception("numpy.linalg", "LinAlgError", {in.type_named("ValueError")});
  complex_warning = in.new_exception("numpy.exceptions", "ComplexWarning", {in.type_named("RuntimeWarning")});
  py::Type* flags = in.new_type(in.keras3() ? "numpy._core.multiarray" : "numpy.core.multiarray", "flagsobj", {}, Flags::kind);
  flags->slots.getattr = flags_get;
  flags->slots.setattr = flags_set;
  flags->slots.repr = flags_repr;
  flags->slots.getitem = [](Interp& i, const Value& v, const Value& key) -> Value {
    const auto name = i.as_str(key);
    const auto f = name ? flag_of(*py::cast<Flags>(v)->array, *name) : std::nullopt;
    return f ? Value::boolean(*f) : i.raise("KeyError", "Unknown flag");
  };
  flags_type = flags;
  no_value = Value(new py::Instance(in.new_type("numpy", "_NoValueType", {}, py::Instance::kind)));
}

Numpy::~Numpy() { alive->in = nullptr; }

void register_types(Interp& in) { (void)numpy(in); }

}  // namespace misfit::np
