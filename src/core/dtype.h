// Element types, with the names the three libraries print for them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace misfit {

enum class DType : uint8_t {
  kBool, kInt8, kUInt8, kInt16, kUInt16, kInt32, kUInt32, kInt64, kUInt64,
  kFloat16, kBFloat16, kFloat32, kFloat64, kComplex64, kComplex128,
  kString,    // elements are std::string
  kResource, kVariant,
  kInvalid,
};

size_t size_of(DType);                      // bytes an element takes in a Buffer; kString: sizeof(std::string)
std::string_view numpy_name(DType);         // "float32", "bool"
std::string_view tf_name(DType);            // what str(tf.float32.name) says: "float32"
std::string_view enum_name(DType);          // "DT_FLOAT": attributes of nodes
std::string_view kernel_name(DType);        // "float", "int32", "double", "half": kernel messages
std::optional<DType> dtype_named(std::string_view numpy_or_tf_name);

bool is_floating(DType);                    // float16, bfloat16, float32, float64
bool is_complex(DType);
bool is_integer(DType);                     // not bool
bool is_unsigned(DType);

// Calls f with a value of the C++ type of a numeric dtype: visit(t, [&](auto zero) { using T = decltype(zero); ... }).
// float16 and bfloat16 are visited as Half and BFloat16 (core/half.h), which convert to and from float.
// Defined in core/visit.h.

template <class T> struct DTypeOf;          // DTypeOf<float>::value == DType::kFloat32; core/visit.h

}  // namespace misfit
