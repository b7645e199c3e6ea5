// The two 16-bit floating types: stored as bits, computed as float.
#pragma once
#include <cstdint>
#include <cstring>

namespace misfit {

namespace detail {
inline uint32_t float_bits(float x) { uint32_t u; std::memcpy(&u, &x, 4); return u; }
inline float bits_float(uint32_t u) { float x; std::memcpy(&x, &u, 4); return x; }
uint16_t half_from_float(float);
float half_to_float(uint16_t);
}  // namespace detail

struct Half {
  uint16_t bits = 0;
  Half() = default;
  Half(float x) : bits(detail::half_from_float(x)) {}
  Half(double x) : Half(static_cast<float>(x)) {}
  Half(int x) : Half(static_cast<float>(x)) {}
  operator float() const { return detail::half_to_float(bits); }
};

// The upper half of a float, rounded to nearest even.
struct BFloat16 {
  uint16_t bits = 0;
  BFloat16() = default;
  BFloat16(float x) {
    const uint32_t u = detail::float_bits(x);
    bits = x != x ? uint16_t{0x7fc0} : static_cast<uint16_t>((u + 0x7fff + ((u >> 16) & 1)) >> 16);
  }
  BFloat16(double x) : BFloat16(static_cast<float>(x)) {}
  BFloat16(int x) : BFloat16(static_cast<float>(x)) {}
  operator float() const { return detail::bits_float(static_cast<uint32_t>(bits) << 16); }
};

}  // namespace misfit
