#include "core/dtype.h"

#include <string>

#include "core/result.h"

namespace misfit {
namespace {

struct Names { size_t size; std::string_view numpy, tf, attribute, kernel; };

constexpr Names kNames[] = {
    {1, "bool", "bool", "DT_BOOL", "bool"},
    {1, "int8", "int8", "DT_INT8", "int8"},
    {1, "uint8", "uint8", "DT_UINT8", "uint8"},
    {2, "int16", "int16", "DT_INT16", "int16"},
    {2, "uint16", "uint16", "DT_UINT16", "uint16"},
    {4, "int32", "int32", "DT_INT32", "int32"},
    {4, "uint32", "uint32", "DT_UINT32", "uint32"},
    {8, "int64", "int64", "DT_INT64", "int64"},
    {8, "uint64", "uint64", "DT_UINT64", "uint64"},
    {2, "float16", "float16", "DT_HALF", "half"},
    {2, "bfloat16", "bfloat16", "DT_BFLOAT16", "bfloat16"},
    {4, "float32", "float32", "DT_FLOAT", "float"},
    {8, "float64", "float64", "DT_DOUBLE", "double"},
    {8, "complex64", "complex64", "DT_COMPLEX64", "complex64"},
    {16, "complex128", "complex128", "DT_COMPLEX128", "complex128"},
    {sizeof(std::string), "object", "string", "DT_STRING", "string"},
    {0, "object", "resource", "DT_RESOURCE", "resource"},
    {0, "object", "variant", "DT_VARIANT", "variant"},
    {0, "invalid", "invalid", "DT_INVALID", "INVALID"},
};

const Names& names(DType t) {
  const size_t i = static_cast<size_t>(t);
  ENSURE(i < std::size(kNames));
  return kNames[i];
}

}  // namespace

size_t size_of(DType t) { return names(t).size; }
std::string_view numpy_name(DType t) { return names(t).numpy; }
std::string_view tf_name(DType t) { return names(t).tf; }
std::string_view enum_name(DType t) { return names(t).attribute; }
std::string_view kernel_name(DType t) { return names(t).kernel; }

std::optional<DType> dtype_named(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i)
    if (name == kNames[i].tf && name != "invalid") return static_cast<DType>(i);
  if (name == "half") return DType::kFloat16;
  if (name == "float" || name == "single") return DType::kFloat32;
  if (name == "double") return DType::kFloat64;
  return std::nullopt;
}

bool is_floating(DType t) { return t >= DType::kFloat16 && t <= DType::kFloat64; }
bool is_complex(DType t) { return t == DType::kComplex64 || t == DType::kComplex128; }
bool is_integer(DType t) { return t >= DType::kInt8 && t <= DType::kUInt64; }
bool is_unsigned(DType t) {
  return t == DType::kUInt8 || t == DType::kUInt16 || t == DType::kUInt32 || t == DType::kUInt64;
}

}  // namespace misfit
