// One element in and out of an array.
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "core/visit.h"
#include "numpy/array.h"
#include "numpy/datetime.h"
#include "python/bigint.h"
#include "python/types/types.h"

namespace misfit::np {

std::optional<Complex> as_complex(Interp& in, const Value& v) {
  if (const auto* c = py::cast<py::Complex>(v)) return Complex(c->real, c->imaginary);
  if (const auto d = in.as_double(v)) return Complex(*d, 0);
  return std::nullopt;
}

Value complex_value(Interp& in, Complex c) { return py::types::complex_value(in, c.real(), c.imag()); }

std::string type_name(Interp& in, const Value& v) {
  const py::Type* t = in.type_of(v);
  return t->module.empty() || t->module == "builtins" || t->module == "__main__" ? t->name : t->module + "." + t->name;
}

namespace {
template <class T> T read(NdArray& a, int64_t o) {
  T v;
  std::memcpy(&v, data(a) + o, sizeof v);
  return v;
}
}  // namespace

Value python_item(Interp& in, NdArray& a, int64_t o) {
  if (a.flavor == Flavor::kDatetime || a.flavor == Flavor::kTimedelta) return scalar_item(in, a, o);
  switch (a.dtype) {
    case DType::kVariant: return object(a, o);
    case DType::kString:
      if (a.flavor == Flavor::kBytes) return Value(new py::Bytes(in.type_named("bytes"), text(a, o)));
      return in.str_value(text(a, o));
    case DType::kBool: return Value::boolean(read<uint8_t>(a, o) != 0);
    case DType::kInt8: return Value::integer(read<int8_t>(a, o));
    case DType::kUInt8: return Value::integer(read<uint8_t>(a, o));
    case DType::kInt16: return Value::integer(read<int16_t>(a, o));
    case DType::kUInt16: return Value::integer(read<uint16_t>(a, o));
    case DType::kInt32: return Value::integer(read<int32_t>(a, o));
    case DType::kUInt32: return Value::integer(read<uint32_t>(a, o));
    case DType::kInt64: return Value::integer(read<int64_t>(a, o));
    case DType::kUInt64: {
      const auto u = read<uint64_t>(a, o);
      if (u <= static_cast<uint64_t>(INT64_MAX)) return Value::integer(static_cast<int64_t>(u));
      return py::int_value(in, py::Integer::from_unsigned(u));
    }
    case DType::kFloat16: return Value::number(static_cast<float>(read<Half>(a, o)));
    case DType::kBFloat16: return Value::number(static_cast<float>(read<BFloat16>(a, o)));
    case DType::kFloat32: return Value::number(read<float>(a, o));
    case DType::kFloat64: return Value::number(read<double>(a, o));
    case DType::kComplex64: return complex_value(in, Complex(read<std::complex<float>>(a, o)));
    case DType::kComplex128: return complex_value(in, read<Complex>(a, o));
    default: return Value::none();
  }
}

Value scalar_item(Interp& in, NdArray& a, int64_t o) {
  if (is_object(a.dtype)) return object(a, o);
  Numpy& np = numpy(in);
  py::Type* type = a.flavor == Flavor::kBytes ? np.bytes_ : a.flavor == Flavor::kDatetime ? np.datetime64 : a.flavor == Flavor::kTimedelta ? np.timedelta64 : np.scalars[static_cast<size_t>(a.dtype)];
  if (is_text(a.dtype)) {                      // real strings with a class of their own
    if (a.flavor == Flavor::kBytes) return Value(new py::Bytes(type, text(a, o)));
    return Value(new py::Str(type, text(a, o)));
  }
  Tensor t = Tensor::uninitialized(a.dtype, Shape{});
  std::memcpy(t.mutable_raw(), data(a) + o, size_of(a.dtype));
  Ref<Scalar> s(new Scalar(type, std::move(t)));
  s->flavor = a.flavor;
  s->text_width = a.text_width;
  return s;
}

Value scalar(Interp& in, const Arr& a) { return a ? scalar_item(in, *a, 0) : Value(); }

namespace {

bool is_sequence_value(Interp& in, const Value& v) {
  if (!v.is_object()) return false;
  if (in.is_sequence(v)) return true;
  if (const auto* a = py::cast<NdArray>(v)) return a->shape.rank() > 0;
  return false;
}

bool out_of_bounds(Interp& in, const std::string& digits, DType t) {
  if (in.keras3()) {
    in.raise("OverflowError", "Python integer " + digits + " out of bounds for " + std::string(numpy_name(t)));
    return false;
  }
  if (t == DType::kInt64 || t == DType::kUInt64) {
    in.raise("OverflowError", "Python int too large to convert to C long");
    return false;
  }
  in.warn("DeprecationWarning", "NumPy will stop allowing conversion of out-of-bound Python integers to integer arrays.  The conversion of " + digits + " to " +
                                    std::string(numpy_name(t)) + " will fail in the future.\nFor the old behavior, usually:\n    np.array(value).astype(dtype)\nwill give the desired result (the cast overflows).");
  return true;
}

bool put_integer(Interp& in, NdArray& a, std::byte* p, const Value& v) {
  int64_t i = 0;
  if (v.is_int() || v.is_bool()) {
    i = v.is_int() ? v.integer() : v.boolean();
    if (!fits(a.dtype, i) && !out_of_bounds(in, std::to_string(i), a.dtype)) return false;
  } else if (v.is_float()) {
    const double d = v.number();
    if (std::isnan(d)) { in.raise("ValueError", "cannot convert float NaN to integer"); return false; }
    if (std::isinf(d)) { in.raise("OverflowError", "cannot convert float infinity to integer"); return false; }
    if (a.dtype == DType::kUInt64 && d >= 9.2e18) {
      const auto u = static_cast<uint64_t>(d);
      std::memcpy(p, &u, 8);
      return true;
    }
    i = static_cast<int64_t>(d);
    if (!fits(a.dtype, i) && !out_of_bounds(in, std::to_string(i), a.dtype)) return false;
  } else if (const auto s = in.as_str(v)) {
    const Value parsed = in.call(Value(in.type_named("int")), {in.str_value(std::string(*s))});
    if (!parsed) {
      if (in.keras3() && in.type_of(v) == numpy(in).scalars[static_cast<size_t>(DType::kString)]) {
        in.take();
        in.raise("ValueError", "invalid literal for int() with base 10: np.str_(" + in.repr(in.str_value(std::string(*s))).value_or("") + ")");
      }
      return false;
    }
    return put_integer(in, a, p, parsed);
  } else if (const auto big_int = py::integer_of(v)) {
    if (a.dtype == DType::kUInt64 && !big_int->negative() && big_int->bit_length() <= 64) {
      uint64_t u = big_int->digits()[0];
      if (big_int->digits().size() > 1) u |= uint64_t{big_int->digits()[1]} << 32;
      std::memcpy(p, &u, 8);
      return true;
    }
    if (in.keras3()) in.raise("OverflowError", a.dtype == DType::kInt64 ? "Python int too large to convert to C long" : "Python integer " + big_int->text() + " out of bounds for " + std::string(numpy_name(a.dtype)));
    else in.raise("OverflowError", "Python int too large to convert to C long");
    return false;
  } else {
    if (const auto* b = py::cast<py::Bytes>(v)) return put_integer(in, a, p, in.str_value(b->text));
    if (is_sequence_value(in, v)) {
      if (in.keras3() && py::cast<py::List>(v)) in.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not 'list'");
      else in.raise("ValueError", "setting an array element with a sequence.");
      return false;
    }
    if (const auto n = v.is_object() ? in.as_int(v) : std::nullopt) return put_integer(in, a, p, Value::integer(*n));
    if (in.pending()) return false;
    const py::Type* t = in.type_of(v);
    if (t->slots.to_int) {
      const Value r = t->slots.to_int(in, v);
      if (!r) return false;
      return put_integer(in, a, p, r);
    }
    in.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '" + t->name + "'");
    return false;
  }
  convert(DType::kInt64, reinterpret_cast<const std::byte*>(&i), 8, a.dtype, p, 0, 1);
  return true;
}

std::optional<double> parse_float(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  std::string clean;
  for (const char c : s)
    if (c != '_') clean += c;
  if (clean.empty() || clean.find_first_of("xX") != clean.npos) return std::nullopt;
  char* end = nullptr;
  const double d = std::strtod(clean.c_str(), &end);
  if (end != clean.c_str() + clean.size()) return std::nullopt;
  return d;
}

bool put_float(Interp& in, NdArray& a, std::byte* p, const Value& v) {
  double d = 0;
  if (v.is_float()) d = v.number();
  else if (v.is_int()) d = static_cast<double>(v.integer());
  else if (v.is_bool()) d = v.boolean();
  else if (v.is_none()) d = NAN;
  else if (const auto* bytes = py::cast<py::Bytes>(v)) return put_float(in, a, p, in.str_value(bytes->text));
  else if (const auto s = in.as_str(v)) {
    const auto parsed = parse_float(*s);
    if (!parsed) {
      const auto quoted = in.repr(in.str_value(std::string(*s))).value_or("");
      in.raise("ValueError", "could not convert string to float: " + (in.keras3() && in.type_of(v) == numpy(in).scalars[static_cast<size_t>(DType::kString)] ? "np.str_(" + quoted + ")" : quoted));
      return false;
    }
    d = *parsed;
  } else if (const auto number = in.as_double(v)) d = *number;
  else if (const auto big_int = py::integer_of(v)) {
    const auto wide = big_int->to_double();
    if (!wide) { in.raise("OverflowError", "int too large to convert to float"); return false; }
    d = *wide;
  } else {
    if (in.pending()) return false;
    if (is_sequence_value(in, v)) { in.raise("ValueError", "setting an array element with a sequence."); return false; }
    const py::Type* t = in.type_of(v);
    const Value f = t->slots.to_float ? t->slots.to_float(in, v) : Value();
    if (!f && in.pending()) return false;
    if (f && f.is_float()) d = f.number();
    else {
      in.raise("TypeError", "float() argument must be a string or a real number, not '" + t->name + "'");
      return false;
    }
  }
  convert(DType::kFloat64, reinterpret_cast<const std::byte*>(&d), 8, a.dtype, p, 0, 1);
  return true;
}

}  // namespace

bool put_item(Interp& in, NdArray& a, int64_t o, const Value& v) {
  if (is_object(a.dtype)) { object(a, o) = v; return true; }
  if (auto* s = py::cast<Scalar>(v)) {
    if (is_number(s->value.dtype()) && is_number(a.dtype)) {
      if (is_integer(a.dtype) && is_floating(s->value.dtype())) {
        const double d = s->value.at(0);
        if (std::isnan(d)) { in.raise("ValueError", "cannot convert float NaN to integer"); return false; }
        if (std::isinf(d)) { in.raise("OverflowError", "cannot convert float infinity to integer"); return false; }
      }
      if (!(is_complex(s->value.dtype()) && !is_complex(a.dtype))) {
        convert(s->value.dtype(), s->value.raw(), 0, a.dtype, data(a) + o, 0, 1);
        return true;
      }
    }
  }
  if (auto* s = py::cast<NdArray>(v); s && s->shape.rank() == 0) {
    if (is_number(s->dtype) && is_number(a.dtype)) { convert(s->dtype, data(*s), 0, a.dtype, data(a) + o, 0, 1); return true; }
    return put_item(in, a, o, scalar_item(in, *s, 0));
  }
  if (a.flavor == Flavor::kDatetime || a.flavor == Flavor::kTimedelta) {
    const auto t = date_of(in, v, dt(a));
    if (!t) return false;
    std::memcpy(data(a) + o, &*t, 8);
    return true;
  }
  if (is_text(a.dtype)) {
    std::string s;
    if (const auto plain = in.as_str(v)) s = *plain;
    else if (const auto* b = py::cast<py::Bytes>(v)) s = b->text;
    else {
      if (is_sequence_value(in, v)) { in.raise("ValueError", "setting an array element with a sequence"); return false; }
      const auto t = in.str(v);
      if (!t) return false;
      s = *t;
    }
    if (a.text_width) {
      size_t end = 0;
      for (int64_t k = 0; end < s.size() && k < a.text_width; ++k)
        do ++end; while (a.flavor != Flavor::kBytes && end < s.size() && (static_cast<unsigned char>(s[end]) & 0xc0) == 0x80);
      s.resize(end);
    }
    text(a, o) = std::move(s);
    return true;
  }
  std::byte* p = data(a) + o;
  if (is_bool(a.dtype)) {
    const auto b = in.truth(v);
    if (!b) return false;
    const bool set = *b;
    std::memcpy(p, &set, 1);
    return true;
  }
  if (is_complex(a.dtype)) {
    auto c = as_complex(in, v);
    if (!c) {
      if (in.pending()) return false;
      if (auto* s = py::cast<Scalar>(v); s && is_complex(s->value.dtype())) c = Complex();
      if (v.is_none()) c = Complex(NAN, 0);
      else if (is_sequence_value(in, v)) { in.raise("ValueError", "setting an array element with a sequence."); return false; }
      else { in.raise("TypeError", "must be real number, not " + in.type_of(v)->name); return false; }
    }
    convert(DType::kComplex128, reinterpret_cast<const std::byte*>(&*c), 0, a.dtype, p, 0, 1);
    return true;
  }
  if (py::cast<py::Complex>(v) || (py::cast<Scalar>(v) && is_complex(py::cast<Scalar>(v)->value.dtype()))) {
    in.raise("TypeError", is_integer(a.dtype) ? "int() argument must be a string, a bytes-like object or a real number, not 'complex'" : "float() argument must be a string or a real number, not 'complex'");
    return false;
  }
  return is_integer(a.dtype) ? put_integer(in, a, p, v) : put_float(in, a, p, v);
}

namespace {
Value list_from(Interp& in, NdArray& a, size_t axis, int64_t offset) {
  if (axis == a.shape.rank()) return python_item(in, a, offset);
  std::vector<Value> out;
  out.reserve(static_cast<size_t>(a.shape[axis]));
  for (int64_t i = 0; i < a.shape[axis]; ++i) out.push_back(list_from(in, a, axis + 1, offset + i * a.strides[axis]));
  return in.list(std::move(out));
}
}  // namespace

Value to_list(Interp& in, NdArray& a) { return list_from(in, a, 0, 0); }

}  // namespace misfit::np
