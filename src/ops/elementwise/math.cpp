#include "ops/elementwise/math.h"

namespace misfit::math {

double digamma(double x) {
  if (x <= 0 && x == std::floor(x)) return NAN;
  double sum = 0;
  if (x < 0) {                                          // reflection
    sum = -3.14159265358979323846 / std::tan(3.14159265358979323846 * x);
    x = 1 - x;
  }
  for (; x < 10; x += 1) sum -= 1 / x;
  const double r = 1 / (x * x);
  return sum + std::log(x) - 0.5 / x - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132)))));
}

double erfinv(double x) {
  if (x <= -1 || x >= 1) return x == 1 ? INFINITY : x == -1 ? -INFINITY : NAN;
  const double l = std::log((1 - x) * (1 + x)), t = 4.330746750799873 + l / 2;   // Winitzki, then Newton
  double y = std::copysign(std::sqrt(std::sqrt(t * t - l / 0.147) - t), x);
  for (int i = 0; i < 4; ++i) y -= (std::erf(y) - x) / (1.1283791670955126 * std::exp(-y * y));
  return y;
}

}  // namespace misfit::math
