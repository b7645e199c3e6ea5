// NumPy's element types: names, promotion and the rules for casting, in both versions.
#pragma once
#include <complex>

#include "numpy/ndarray.h"

namespace misfit::np {

using py::Interp;
using py::Ref;
using py::Value;

// An element type with all that NumPy says of it. kVariant is dtype('O').
struct Dt {
  DType type = DType::kInvalid;
  int64_t width = 0;                        // characters of a string, unit of a date
  Flavor flavor = Flavor::kPlain;
  Dt() = default;
  Dt(DType t) : type(t) {}
  Dt(DType t, int64_t w, Flavor f = Flavor::kPlain) : type(t), width(w), flavor(f) {}
  bool operator==(const Dt&) const = default;
};

struct DtypeObject : py::Object {
  static constexpr py::Kind kind{"numpy.dtype"};
  DtypeObject(py::Type* t, Dt d) : Object(kind, t), dt(d) {}
  Dt dt;
};

// The C++ type a loop computes in: narrow integers widen to int64 and 16-bit floats to float, results are cut back.
enum class Comp : uint8_t { kBool, kInt, kUInt, kFloat, kDouble, kComplex, kNone };
Comp comp_of(DType);

inline bool is_bool(DType t) { return t == DType::kBool; }
inline bool is_object(DType t) { return t == DType::kVariant; }
inline bool is_text(DType t) { return t == DType::kString; }
inline bool is_number(DType t) { return comp_of(t) != Comp::kNone; }
inline bool is_inexact(DType t) { return is_floating(t) || is_complex(t); }

size_t itemsize(const Dt&);                  // as dtype.itemsize says
size_t stride_of(DType);                     // bytes an element takes in a buffer of ours
char kind_char(const Dt&);                   // 'f'
std::string dtype_name(const Dt&);           // float32, <U3 -> str96
std::string dtype_text(const Dt&);           // float32, <U3: str(dtype)
std::string dtype_repr(const Dt&);           // dtype('float32')
std::string_view unit_name(int64_t unit);    // of datetime64: "D"

DType promote(DType, DType);                 // numbers only; kInvalid: none
std::optional<Dt> promote(const Dt&, const Dt&);
bool can_cast(const Dt& from, const Dt& to, std::string_view casting);  // "no", "safe", "same_kind", "unsafe"
DType real_of(DType);                        // complex64 -> float32
DType complex_of(DType);
DType float_for(DType);                      // what float-only functions compute in: int8 -> float16, int64 -> float64
DType smallest_unsigned(uint64_t);           // np.min_scalar_type
DType smallest_signed(int64_t);
bool fits(DType integer, int64_t value);

std::optional<Dt> as_dt(Interp&, const Value&);  // anything np.dtype() takes; nullopt: pending
Value dtype_object(Interp&, const Dt&);
std::optional<Dt> parse_dtype(std::string_view name);

}  // namespace misfit::np
