// From a dtype to its C++ type and back.
#pragma once
#include <complex>

#include "core/dtype.h"
#include "core/half.h"
#include "core/result.h"

namespace misfit {

template <> struct DTypeOf<bool> { static constexpr DType value = DType::kBool; };
template <> struct DTypeOf<int8_t> { static constexpr DType value = DType::kInt8; };
template <> struct DTypeOf<uint8_t> { static constexpr DType value = DType::kUInt8; };
template <> struct DTypeOf<int16_t> { static constexpr DType value = DType::kInt16; };
template <> struct DTypeOf<uint16_t> { static constexpr DType value = DType::kUInt16; };
template <> struct DTypeOf<int32_t> { static constexpr DType value = DType::kInt32; };
template <> struct DTypeOf<uint32_t> { static constexpr DType value = DType::kUInt32; };
template <> struct DTypeOf<int64_t> { static constexpr DType value = DType::kInt64; };
template <> struct DTypeOf<uint64_t> { static constexpr DType value = DType::kUInt64; };
template <> struct DTypeOf<Half> { static constexpr DType value = DType::kFloat16; };
template <> struct DTypeOf<BFloat16> { static constexpr DType value = DType::kBFloat16; };
template <> struct DTypeOf<float> { static constexpr DType value = DType::kFloat32; };
template <> struct DTypeOf<double> { static constexpr DType value = DType::kFloat64; };
template <> struct DTypeOf<std::complex<float>> { static constexpr DType value = DType::kComplex64; };
template <> struct DTypeOf<std::complex<double>> { static constexpr DType value = DType::kComplex128; };
template <> struct DTypeOf<std::string> { static constexpr DType value = DType::kString; };

// Calls f with a zero of the C++ type of a real dtype (bool, integers, floats).
template <class F> decltype(auto) visit_real(DType t, F&& f) {
  switch (t) {
    case DType::kBool: return f(bool{});
    case DType::kInt8: return f(int8_t{});
    case DType::kUInt8: return f(uint8_t{});
    case DType::kInt16: return f(int16_t{});
    case DType::kUInt16: return f(uint16_t{});
    case DType::kInt32: return f(int32_t{});
    case DType::kUInt32: return f(uint32_t{});
    case DType::kInt64: return f(int64_t{});
    case DType::kUInt64: return f(uint64_t{});
    case DType::kFloat16: return f(Half{});
    case DType::kBFloat16: return f(BFloat16{});
    case DType::kFloat64: return f(double{});
    default: ENSURE(t == DType::kFloat32); return f(float{});
  }
}

// The same, with the complex dtypes.
template <class F> decltype(auto) visit(DType t, F&& f) {
  if (t == DType::kComplex64) return f(std::complex<float>{});
  if (t == DType::kComplex128) return f(std::complex<double>{});
  return visit_real(t, f);
}

// The same for the floating dtypes alone.
template <class F> decltype(auto) visit_floating(DType t, F&& f) {
  switch (t) {
    case DType::kFloat16: return f(Half{});
    case DType::kBFloat16: return f(BFloat16{});
    case DType::kFloat64: return f(double{});
    default: ENSURE(t == DType::kFloat32); return f(float{});
  }
}

template <class T> inline constexpr bool kIsComplex = false;
template <class T> inline constexpr bool kIsComplex<std::complex<T>> = true;
template <class T> inline constexpr bool kIsSmallFloat = false;           // computed as float
template <> inline constexpr bool kIsSmallFloat<Half> = true;
template <> inline constexpr bool kIsSmallFloat<BFloat16> = true;
template <class T> inline constexpr bool kIsFloating = kIsSmallFloat<T>;
template <> inline constexpr bool kIsFloating<float> = true;
template <> inline constexpr bool kIsFloating<double> = true;

// The type to compute in: float for the 16-bit floats, else itself.
template <class T> struct ComputeType { using type = T; };
template <> struct ComputeType<Half> { using type = float; };
template <> struct ComputeType<BFloat16> { using type = float; };
template <class T> using Compute = typename ComputeType<T>::type;

}  // namespace misfit
