// Names, sizes and promotion of element types.
#include "numpy/dtypes.h"

#include "core/visit.h"
#include "numpy/array.h"

namespace misfit::np {

Comp comp_of(DType t) {
  switch (t) {
    case DType::kBool: return Comp::kBool;
    case DType::kInt8: case DType::kUInt8: case DType::kInt16: case DType::kUInt16: case DType::kInt32: case DType::kUInt32:
    case DType::kInt64: return Comp::kInt;
    case DType::kUInt64: return Comp::kUInt;
    case DType::kFloat16: case DType::kBFloat16: case DType::kFloat32: return Comp::kFloat;
    case DType::kFloat64: return Comp::kDouble;
    case DType::kComplex64: case DType::kComplex128: return Comp::kComplex;
    default: return Comp::kNone;
  }
}

size_t stride_of(DType t) { return is_object(t) ? 8 : size_of(t); }

size_t itemsize(const Dt& d) {
  if (d.type == DType::kString) return static_cast<size_t>(d.width) * (d.flavor == Flavor::kBytes ? 1 : 4);
  return stride_of(d.type);
}

char kind_char(const Dt& d) {
  if (d.flavor == Flavor::kDatetime) return 'M';
  if (d.flavor == Flavor::kTimedelta) return 'm';
  if (d.type == DType::kString) return d.flavor == Flavor::kBytes ? 'S' : 'U';
  if (d.type == DType::kBool) return 'b';
  if (is_object(d.type)) return 'O';
  if (is_complex(d.type)) return 'c';
  if (is_floating(d.type)) return d.type == DType::kBFloat16 ? 'V' : 'f';
  return is_unsigned(d.type) ? 'u' : 'i';
}

std::string_view unit_name(int64_t unit) {
  constexpr std::string_view kUnits[] = {"generic", "Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns"};
  return kUnits[static_cast<size_t>(unit)];
}

std::string dtype_name(const Dt& d) {
  if (d.flavor == Flavor::kDatetime || d.flavor == Flavor::kTimedelta) {
    const std::string base = d.flavor == Flavor::kDatetime ? "datetime64" : "timedelta64";
    return d.width ? base + "[" + std::string(unit_name(d.width)) + "]" : base;
  }
  if (d.type == DType::kString)
    return (d.flavor == Flavor::kBytes ? "bytes" : "str") + (d.width ? std::to_string(itemsize(d) * 8) : "");
  if (is_object(d.type)) return "object";
  return std::string(numpy_name(d.type));
}

std::string dtype_text(const Dt& d) {
  if (d.type == DType::kString) return (d.flavor == Flavor::kBytes ? "|S" : "<U") + std::to_string(d.width);
  return dtype_name(d);
}

std::string dtype_repr(const Dt& d) {
  if (d.flavor == Flavor::kBytes) return "dtype('S" + (d.width ? std::to_string(d.width) : "") + "')";
  if (d.type == DType::kString) return "dtype('<U" + std::to_string(d.width) + "')";
  if (is_object(d.type)) return "dtype('O')";
  if (d.flavor == Flavor::kDatetime || d.flavor == Flavor::kTimedelta)
    return std::string("dtype('<") + kind_char(d) + "8" + (d.width ? "[" + std::string(unit_name(d.width)) + "]" : "") + "')";
  if (d.type == DType::kBFloat16) return "dtype(bfloat16)";
  return "dtype('" + dtype_name(d) + "')";
}

namespace {
int bits(DType t) { return static_cast<int>(size_of(t)) * 8; }
DType signed_of(int b) { return b <= 8 ? DType::kInt8 : b <= 16 ? DType::kInt16 : b <= 32 ? DType::kInt32 : DType::kInt64; }
DType float_of(int b) { return b <= 16 ? DType::kFloat16 : b <= 32 ? DType::kFloat32 : DType::kFloat64; }
int float_bits(DType t) {                     // of the float that holds every value of t
  if (is_complex(t)) return bits(t) / 2;
  if (is_floating(t)) return bits(t);
  return t == DType::kBool || bits(t) == 8 ? 16 : bits(t) == 16 ? 32 : 64;
}
}  // namespace

DType promote(DType a, DType b) {
  if (a == b) return a;
  if (!is_number(a) || !is_number(b)) return DType::kInvalid;
  if (a == DType::kBool) return b;
  if (b == DType::kBool) return a;
  if (a == DType::kBFloat16 || b == DType::kBFloat16) {
    const DType other = a == DType::kBFloat16 ? b : a;
    return is_integer(other) ? DType::kBFloat16 : other == DType::kFloat16 ? DType::kFloat32 : other;
  }
  if (is_complex(a) || is_complex(b)) return complex_of(float_of(std::max(float_bits(a), float_bits(b))));
  if (is_floating(a) || is_floating(b)) return float_of(std::max(float_bits(a), float_bits(b)));
  if (is_unsigned(a) == is_unsigned(b)) return bits(a) > bits(b) ? a : b;
  const DType u = is_unsigned(a) ? a : b, s = is_unsigned(a) ? b : a;
  if (bits(s) > bits(u)) return s;
  return bits(u) == 64 ? DType::kFloat64 : signed_of(bits(u) * 2);
}

std::optional<Dt> promote(const Dt& a, const Dt& b) {
  if (a == b) return a;
  if (is_object(a.type) || is_object(b.type)) return Dt(DType::kVariant);
  if (a.type == DType::kString && b.type == DType::kString)
    return Dt(DType::kString, std::max(a.width, b.width), a.flavor == b.flavor ? a.flavor : Flavor::kPlain);
  if (a.type == DType::kString || b.type == DType::kString) {
    const Dt &t = a.type == DType::kString ? a : b, &n = a.type == DType::kString ? b : a;
    if (n.flavor != Flavor::kPlain) return std::nullopt;
    int64_t width = 32;
    switch (n.type) {
      case DType::kBool: width = 5; break;
      case DType::kInt8: width = 4; break;
      case DType::kUInt8: width = 3; break;
      case DType::kInt16: width = 6; break;
      case DType::kUInt16: width = 5; break;
      case DType::kInt32: width = 11; break;
      case DType::kUInt32: width = 10; break;
      case DType::kInt64: width = 21; break;
      case DType::kUInt64: width = 20; break;
      case DType::kComplex64: case DType::kComplex128: width = 64; break;
      default: break;
    }
    return Dt(DType::kString, std::max(t.width, width), t.flavor);
  }
  if (a.flavor != Flavor::kPlain || b.flavor != Flavor::kPlain) {
    if (a.flavor == b.flavor) return Dt(DType::kInt64, std::max(a.width, b.width), a.flavor);
    if (a.flavor == Flavor::kTimedelta && is_integer(b.type) && b.flavor == Flavor::kPlain) return a;
    if (b.flavor == Flavor::kTimedelta && is_integer(a.type) && a.flavor == Flavor::kPlain) return b;
    return std::nullopt;
  }
  const DType t = promote(a.type, b.type);
  if (t == DType::kInvalid) return std::nullopt;
  return Dt(t);
}

bool can_cast(const Dt& from, const Dt& to, std::string_view casting) {
  if (casting == "unsafe") return true;
  if (from == to) return true;
  if (casting == "no" || casting == "equiv") return false;
  if (is_object(to.type)) return true;
  if (is_object(from.type)) return false;
  if (to.type == DType::kString) return from.type != DType::kString || to.width >= from.width || casting == "same_kind";
  if (from.type == DType::kString) return false;
  if (from.flavor != to.flavor) return to.flavor == Flavor::kTimedelta && is_integer(from.type);
  if (from.flavor != Flavor::kPlain) return true;
  if (promote(from.type, to.type) == to.type) return true;
  if (casting == "safe") return false;
  const auto rank = [](DType t) { return is_bool(t) ? 0 : is_unsigned(t) ? 1 : is_integer(t) ? 2 : is_floating(t) ? 3 : 4; };
  return rank(from.type) <= rank(to.type);
}

DType real_of(DType t) { return t == DType::kComplex64 ? DType::kFloat32 : t == DType::kComplex128 ? DType::kFloat64 : t; }
DType complex_of(DType t) { return t == DType::kComplex64 || t == DType::kFloat16 || t == DType::kFloat32 ? DType::kComplex64 : DType::kComplex128; }
DType float_for(DType t) { return is_inexact(t) ? t : float_of(float_bits(t)); }

DType smallest_unsigned(uint64_t v) {
  return v <= 0xff ? DType::kUInt8 : v <= 0xffff ? DType::kUInt16 : v <= 0xffffffff ? DType::kUInt32 : DType::kUInt64;
}

DType smallest_signed(int64_t v) {
  if (v >= -128 && v <= 127) return DType::kInt8;
  if (v >= -32768 && v <= 32767) return DType::kInt16;
  return v >= INT32_MIN && v <= INT32_MAX ? DType::kInt32 : DType::kInt64;
}

bool fits(DType t, int64_t v) {
  switch (t) {
    case DType::kBool: return v == 0 || v == 1;
    case DType::kInt8: return v >= -128 && v <= 127;
    case DType::kUInt8: return v >= 0 && v <= 255;
    case DType::kInt16: return v >= -32768 && v <= 32767;
    case DType::kUInt16: return v >= 0 && v <= 65535;
    case DType::kInt32: return v >= INT32_MIN && v <= INT32_MAX;
    case DType::kUInt32: return v >= 0 && v <= UINT32_MAX;
    case DType::kUInt64: return v >= 0;
    default: return true;
  }
}

std::optional<Dt> parse_dtype(std::string_view s) {
  if (!s.empty() && (s[0] == '<' || s[0] == '=' || s[0] == '|' || s[0] == '>')) s.remove_prefix(1);
  if (s == "float") return Dt(DType::kFloat64);
  if (s == "int" || s == "intp" || s == "long" || s == "longlong" || s == "int_") return Dt(DType::kInt64);
  if (s == "uint" || s == "uintp" || s == "ulonglong" || s == "ulong") return Dt(DType::kUInt64);
  if (s == "complex") return Dt(DType::kComplex128);
  if (s == "double" || s == "float_") return Dt(DType::kFloat64);
  if (s == "single") return Dt(DType::kFloat32);
  if (s == "half") return Dt(DType::kFloat16);
  if (s == "intc") return Dt(DType::kInt32);
  if (s == "uintc") return Dt(DType::kUInt32);
  if (s == "short") return Dt(DType::kInt16);
  if (s == "ushort") return Dt(DType::kUInt16);
  if (s == "byte") return Dt(DType::kInt8);
  if (s == "ubyte") return Dt(DType::kUInt8);
  if (s == "bool_" || s == "?" || s == "b1") return Dt(DType::kBool);
  if (s == "object" || s == "O" || s == "object_") return Dt(DType::kVariant);
  if (s == "str" || s == "U" || s == "str_" || s == "unicode") return Dt(DType::kString, 0);
  if (s == "S" || s == "bytes" || s == "bytes_") return Dt(DType::kString, 0, Flavor::kBytes);
  if (s.size() > 1 && (s[0] == 'U' || s[0] == 'S') && s.find_first_not_of("0123456789", 1) == s.npos)
    return Dt(DType::kString, std::stoll(std::string(s.substr(1))), s[0] == 'S' ? Flavor::kBytes : Flavor::kPlain);
  for (const auto& [name, flavor] : {std::pair{std::string_view("datetime64"), Flavor::kDatetime}, {std::string_view("M8"), Flavor::kDatetime},
                                     {std::string_view("timedelta64"), Flavor::kTimedelta}, {std::string_view("m8"), Flavor::kTimedelta}}) {
    if (s == name) return Dt(DType::kInt64, 0, flavor);
    if (s.size() > name.size() + 2 && s.substr(0, name.size()) == name && s[name.size()] == '[')
      for (int64_t u = 1; u <= 10; ++u)
        if (s.substr(name.size() + 1, s.size() - name.size() - 2) == unit_name(u)) return Dt(DType::kInt64, u, flavor);
  }
  constexpr std::pair<std::string_view, DType> kCodes[] = {
      {"f2", DType::kFloat16}, {"f4", DType::kFloat32}, {"f8", DType::kFloat64}, {"i1", DType::kInt8}, {"i2", DType::kInt16},
      {"i4", DType::kInt32}, {"i8", DType::kInt64}, {"u1", DType::kUInt8}, {"u2", DType::kUInt16}, {"u4", DType::kUInt32},
      {"u8", DType::kUInt64}, {"c8", DType::kComplex64}, {"c16", DType::kComplex128}, {"e", DType::kFloat16}, {"f", DType::kFloat32},
      {"d", DType::kFloat64}, {"b", DType::kInt8}, {"B", DType::kUInt8}, {"h", DType::kInt16}, {"H", DType::kUInt16}, {"i", DType::kInt32},
      {"I", DType::kUInt32}, {"l", DType::kInt64}, {"L", DType::kUInt64}, {"q", DType::kInt64}, {"Q", DType::kUInt64}, {"p", DType::kInt64},
      {"F", DType::kComplex64}, {"D", DType::kComplex128}, {"g", DType::kFloat64}};
  for (const auto& [code, type] : kCodes)
    if (s == code) return Dt(type);
  if (const auto t = dtype_named(s); t && (is_number(*t))) return Dt(*t);
  return std::nullopt;
}

std::optional<Dt> as_dt(Interp& in, const Value& v) {
  if (const auto* d = py::cast<DtypeObject>(v)) return d->dt;
  if (!v || v.is_none()) return Dt(DType::kFloat64);
  if (const auto* type = py::cast<py::Type>(v)) {
    Numpy& np = numpy(in);
    for (size_t i = 0; i < static_cast<size_t>(DType::kInvalid); ++i)
      if (np.scalars[i] == type) return Dt(static_cast<DType>(i));
    if (type == np.bytes_) return Dt(DType::kString, 0, Flavor::kBytes);
    if (type == np.datetime64) return Dt(DType::kInt64, 0, Flavor::kDatetime);
    if (type == np.timedelta64) return Dt(DType::kInt64, 0, Flavor::kTimedelta);
    if (type == np.object_) return Dt(DType::kVariant);
    if (type == in.type_named("float") || type == np.floating || type == np.inexact) return Dt(DType::kFloat64);
    if (type == in.type_named("int") || type == np.integer || type == np.signedinteger) return Dt(DType::kInt64);
    if (type == in.type_named("bool")) return Dt(DType::kBool);
    if (type == in.type_named("str")) return Dt(DType::kString, 0);
    if (type == in.type_named("bytes")) return Dt(DType::kString, 0, Flavor::kBytes);
    if (type == np.unsignedinteger) return Dt(DType::kUInt64);
    if (type == np.complexfloating || type->name == "complex") return Dt(DType::kComplex128);
    return Dt(DType::kVariant);
  }
  if (const auto s = in.as_str(v)) {
    if (const auto d = parse_dtype(*s)) return d;
    in.raise("TypeError", "data type '" + std::string(*s) + "' not understood");
    return std::nullopt;
  }
  if (v.is_object()) {
    for (const char* name : {"as_numpy_dtype", "dtype"}) {
      const Value inner = in.find_attr(v, name);
      if (in.pending()) return std::nullopt;
      if (inner && !inner.same(v) && (py::cast<py::Type>(inner) || py::cast<DtypeObject>(inner))) return as_dt(in, inner);
    }
  }
  const auto text = in.repr(v);
  if (text) in.raise("TypeError", "Cannot interpret '" + *text + "' as a data type");
  return std::nullopt;
}

std::optional<DType> as_dtype(Interp& in, const Value& v) {
  const auto d = as_dt(in, v);
  if (!d) return std::nullopt;
  return d->type;
}

Value dtype_object(Interp& in, const Dt& d) {
  return Value(new DtypeObject(numpy(in).dtype, d));
}

Value dtype_value(Interp& in, DType t) { return dtype_object(in, t == DType::kString ? Dt(t, 0) : Dt(t)); }

}  // namespace misfit::np
