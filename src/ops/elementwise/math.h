// Scalar functions, the same for every operation that uses them.
#pragma once
#include <cmath>
#include <limits>
#include <cstdint>

#include "ops/elementwise/packet_math.h"

namespace misfit::math {

template <class T> T exp(T x) { return std::exp(x); }
template <class T> T log(T x) { return std::log(x); }
// TensorFlow's CPU kernels flush denormals to zero.
template <class T> T flushed(T x) { return std::abs(x) < std::numeric_limits<T>::min() ? T(0) : x; }
// Its float32 tanh is the packets' for one element too, and exactly 1 from 7.9 on: a saturated unit has no slope at all,
// which decides whether it can ever learn again.
template <class T> T tanh(T x) {
  if constexpr (sizeof(T) == 4) return packet::older() ? packet::older_tanh(x) : packet::newer_tanh(x);
  else return std::tanh(x);
}
template <class T> T sigmoid(T x) {
  const T e = math::exp(sizeof(T) == 4 && !packet::older() && x > T(16.6355324) ? T(16.6355324) : x);
  return e == std::numeric_limits<T>::infinity() ? T(1) : flushed(e / (T(1) + e));
}
template <class T> T softplus(T x) {
  const T bound = T(-13.942385);                       // log(epsilon) + 2: beyond it one term vanishes
  if (x > -bound) return x;
  if (x < bound) return math::exp(x);
  return std::log1p(math::exp(x));
}

template <class T> T floor_div(T a, T b) {             // integers: toward minus infinity
  const T q = a / b;
  if constexpr (T(-1) < T(0)) return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
  else return q;
}
inline float floor_div(float a, float b) { return std::floor(a / b); }
inline double floor_div(double a, double b) { return std::floor(a / b); }

template <class T> T floor_mod(T a, T b) {
  const T r = a % b;
  if constexpr (T(-1) < T(0)) return r != 0 && (r < 0) != (b < 0) ? r + b : r;
  else return r;
}
inline float floor_mod(float a, float b) {
  const float r = std::fmod(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
inline double floor_mod(double a, double b) {
  const double r = std::fmod(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

template <class T> T integer_pow(T x, T n) {           // n >= 0
  T y = 1;
  for (; n > 0; n /= 2, x = static_cast<T>(x * x))
    if (n % 2) y = static_cast<T>(y * x);
  return y;
}
template <class T> T pow(T x, T y) {
  if constexpr (T(0.5) == T(0)) return integer_pow(x, y);
  else return std::pow(x, y);
}

double digamma(double x);
double erfinv(double x);

}  // namespace misfit::math
