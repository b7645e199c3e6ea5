// Float functions as TensorFlow's kernels compute them: Eigen's polynomials for AVX without FMA, one lane at a time.
// Training that is chaotic comes out differently when a single last bit does, so every step and constant is Eigen's
// (Core/arch/Default/GenericPacketMathFunctions.h). Elements that fill no packet of eight go through the C library instead.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "ops/release.h"

namespace misfit::packet {

constexpr int64_t kWidth = 8;
inline int64_t whole(int64_t n) { return n / kWidth * kWidth; }   // how many of n elements go in packets

inline float from_bits(int32_t bits) { float x; std::memcpy(&x, &bits, 4); return x; }
inline int32_t bits_of(float x) { int32_t bits; std::memcpy(&bits, &x, 4); return bits; }
inline float flushed(float x) { return std::fabs(x) < std::numeric_limits<float>::min() ? 0.0f : x; }
inline float power_of_two(int32_t n) { return from_bits((n + 127) << 23); }

inline int32_t floor_to_int(float x) {
  const int32_t i = static_cast<int32_t>(x);
  return i - (x < static_cast<float>(i));
}

inline float exp(float x0) {
  float x = x0 < 88.723f ? x0 : 88.723f;
  x = x > -104.f ? x : -104.f;
  const int32_t n = floor_to_int(x * 1.44269504088896341f + 0.5f);
  const float m = static_cast<float>(n);
  float r = m * -0.693359375f + x;
  r = m * 2.12194440e-4f + r;
  const float r2 = r * r;
  float even = r2 * 1.37449637986719608306884765625e-3f + 4.166965186595916748046875e-2f;
  const float odd = r2 * 8.36894474923610687255859375e-3f + 0.16666518151760101318359375f;
  even = r2 * even + 0.49999988079071044921875f;
  const float low = r + 1.0f;
  float y = r * odd + even;
  y = r2 * y + low;
  const int32_t half = n >> 1;
  y = y * power_of_two(half) * power_of_two(n - half);
  y = y < x0 ? x0 : y;
  y = flushed(x0 < -104.f ? 0.0f : y);
  return x0 != x0 ? x0 : y;
}

inline float log(float x0) {
  const int32_t bits = bits_of(x0);
  float e = static_cast<float>((bits >> 23 & 0xff) - 126);
  float x = from_bits((bits & 0x007fffff) | 0x3f000000);      // in [0.5, 1)
  const bool low = x < 0.707106781186547524f;
  const float twice = low ? x : 0.0f;
  x = x - 1.0f;
  e = e - (low ? 1.0f : 0.0f);
  x = x + twice;
  float p = x * 0.18256296349849254f + 1.0000000190281063f;
  p = x * p + 1.0000000190281136f;
  p = x * p;
  float q = x * 0.049616247954120038f + 0.59923249590823520f;
  q = x * q + 1.4999999999999927f;
  q = x * q + 1.0f;
  float y = e * 0.6931471805599453f + p / q;
  y = x0 == std::numeric_limits<float>::infinity() ? x0 : y;
  y = x0 < std::numeric_limits<float>::min() ? -std::numeric_limits<float>::infinity() : y;
  return x0 <= -std::numeric_limits<float>::min() || x0 != x0 ? std::numeric_limits<float>::quiet_NaN() : y;
}

inline float log1p(float x) {
  const float above = x + 1.0f, l = packet::log(above);
  const float y = x * (l / (above - 1.0f));
  return above == 1.0f || above == l ? x : y;
}

inline float expm1(float x) {
  const float u = packet::exp(x), less = u - 1.0f, l = packet::log(u);
  const float y = l == u ? u : less * (x / l);
  return u == 1.0f ? x : less == -1.0f ? -1.0f : y;
}

inline float older_tanh(float a) {                            // scalars too
  float x = a < 7.90531110763549805f ? a : 7.90531110763549805f;
  x = x > -7.90531110763549805f ? x : -7.90531110763549805f;
  const float x2 = x * x;
  float p = x2 * -2.76076847742355e-16f + 2.00018790482477e-13f;
  p = x2 * p + -8.60467152213735e-11f;
  p = x2 * p + 5.12229709037114e-08f;
  p = x2 * p + 1.48572235717979e-05f;
  p = x2 * p + 6.37261928875436e-04f;
  p = x2 * p + 4.89352455891786e-03f;
  p = x * p;
  float q = x2 * 1.19825839466702e-06f + 1.18534705686654e-04f;
  q = x2 * q + 2.26843463243900e-03f;
  q = x2 * q + 4.89352518554385e-03f;
  const float y = std::fabs(a) < 0.0004f ? x : p / q;
  return a != a ? a : y;
}

inline float newer_tanh(float a) {
  float x = a < 7.90738964080810547f ? a : 7.90738964080810547f;
  x = x > -7.90738964080810547f ? x : -7.90738964080810547f;
  const float x2 = x * x, x3 = x2 * x;
  float p = x2 * 1.394553628e-8f + 2.102733560e-5f;
  p = x2 * p + 3.520756727e-3f;
  p = x2 * p + 1.340216100e-1f;
  float q = x2 * 8.015776984e-7f + 3.326951409e-4f;
  q = x2 * q + 2.597254514e-2f;
  q = x2 * q + 4.673548340e-1f;
  q = x2 * q + 1.0f;
  const float y = (x3 * p + x) / q;
  return a != a ? a : y;
}

inline float older_sigmoid(float x) {
  const float e = packet::exp(x);
  return e == std::numeric_limits<float>::infinity() ? 1.0f : flushed(e / (1.0f + e));
}

inline float newer_sigmoid(float x0) {
  float x = x0 < 16.6355324f ? x0 : 16.6355324f;
  x = x > -104.f ? x : -104.f;
  x = x * 0.5f;
  const int32_t n = floor_to_int(x * 1.44269504088896341f + 0.5f);
  const float m = static_cast<float>(n);
  float r = m * -0.693359375f + x;
  r = m * 2.12194440e-4f + r;
  const float r2 = r * r;
  const float even = r2 * 4.1898667812347412109375e-2f + 0.49999141693115234375f;
  const float odd = r2 * 8.33471305668354034423828125e-3f + 0.16666877269744873046875f;
  const float low = r + 1.0f;
  float p = r * odd + even;
  p = r2 * p + low;
  float e = p * power_of_two(n);
  e = flushed(e * e);
  const float y = x0 < -104.f ? 0.0f : flushed(e / (1.0f + e));
  return x0 != x0 ? x0 : y;
}

// What the processor's RCPPS and RSQRTPS give: the middle of one of 2048 intervals, to 13 bits.
inline float approximate_reciprocal(float x) {
  const int32_t bits = bits_of(x), exponent = bits >> 23 & 0xff;
  if (exponent == 0) return from_bits((bits & INT32_MIN) | 0x7f800000);
  if (exponent == 255) return bits & 0x007fffff ? x : from_bits(bits & INT32_MIN);
  const double middle = 1.0 + ((bits >> 12 & 2047) + 0.5) / 2048;
  const float y = static_cast<float>(std::floor(8192 / middle + 0.5) / 8192);
  const int32_t result = bits_of(y) - ((exponent - 127) << 23);
  return result < 0x00800000 ? from_bits(bits & INT32_MIN) : from_bits(result | (bits & INT32_MIN));
}
inline float approximate_rsqrt(float x) {
  const int32_t bits = bits_of(x), exponent = bits >> 23 & 0xff;
  if (exponent == 0) return from_bits((bits & INT32_MIN) | 0x7f800000);
  if (bits < 0 || x != x) return std::numeric_limits<float>::quiet_NaN();
  if (exponent == 255) return 0.0f;
  const int32_t odd = (exponent - 127) & 1;
  const double middle = (1.0 + ((bits >> 13 & 1023) + 0.5) / 1024) * (1 + odd);
  const float y = static_cast<float>(std::floor(8192 / std::sqrt(middle) + 0.5) / 8192);
  return from_bits(bits_of(y) - (((exponent - 127 - odd) / 2) << 23));
}

inline float older_reciprocal(float a) {
  const float x = approximate_reciprocal(a), t = 2.0f - a * x;
  return t == t ? flushed(x * t) : x;
}
inline float newer_reciprocal(float a) {
  const float x = approximate_reciprocal(a), t = 1.0f - a * x;
  return t == t ? flushed(x * t + x) : x;
}
inline float rsqrt(float a) {
  const float x = approximate_rsqrt(a), r = a * x, half = x * -0.5f, h = r * x + -1.0f, y = half * h + x;
  return y != y ? x : y;
}

inline bool older() { return kernel_release == Profile::kKeras2; }

}  // namespace misfit::packet
