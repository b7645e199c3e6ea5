#include "core/half.h"

namespace misfit::detail {

uint16_t half_from_float(float x) {
  const uint32_t u = float_bits(x), sign = (u >> 16) & 0x8000, magnitude = u & 0x7fffffff;
  if (magnitude > 0x7f800000) return static_cast<uint16_t>(sign | 0x7e00);       // NaN
  if (magnitude >= 0x477ff000) return static_cast<uint16_t>(sign | 0x7c00);      // overflows to infinity
  if (magnitude < 0x38800000) {                                                 // subnormal: let the adder round
    const float rounded = bits_float(magnitude) + bits_float(0x3f000000);
    return static_cast<uint16_t>(sign | (float_bits(rounded) - 0x3f000000));
  }
  const uint32_t rebiased = magnitude - 0x38000000;
  return static_cast<uint16_t>(sign | ((rebiased + 0xfff + ((rebiased >> 13) & 1)) >> 13));
}

float half_to_float(uint16_t bits) {
  const uint32_t sign = static_cast<uint32_t>(bits & 0x8000) << 16, exponent = (bits >> 10) & 31, fraction = bits & 0x3ff;
  if (exponent == 31) return bits_float(sign | 0x7f800000 | (fraction << 13));
  if (exponent == 0) {
    const float magnitude = static_cast<float>(fraction) * bits_float(0x33800000);  // fraction * 2^-24
    return sign ? -magnitude : magnitude;
  }
  return bits_float(sign | ((exponent + 112) << 23) | (fraction << 13));
}

}  // namespace misfit::detail
