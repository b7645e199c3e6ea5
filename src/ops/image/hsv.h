// Colours as hue, saturation and value, each in [0, 1].
#pragma once
#include <algorithm>
#include <cmath>

namespace misfit {

template <class T> void to_hsv(const T* rgb, T* hsv) {
  const T r = rgb[0], g = rgb[1], b = rgb[2], v = std::max(r, std::max(g, b)), range = v - std::min(r, std::min(g, b));
  T h = 0;
  if (range > 0) {
    const T norm = T(1) / (T(6) * range);
    h = r == v ? norm * (g - b) : g == v ? norm * (b - r) + T(2) / T(6) : norm * (r - g) + T(4) / T(6);
    if (h < 0) h += 1;
  }
  hsv[0] = h;
  hsv[1] = v > 0 ? range / v : T(0);
  hsv[2] = v;
}

template <class T> void to_rgb(const T* hsv, T* rgb) {
  const T dh = hsv[0] * 6, s = hsv[1], v = hsv[2];
  const auto clamp = [](T x) { return std::min(std::max(x, T(0)), T(1)); };
  rgb[0] = ((1 - s) + s * clamp(std::abs(dh - 3) - 1)) * v;
  rgb[1] = ((1 - s) + s * clamp(2 - std::abs(dh - 2))) * v;
  rgb[2] = ((1 - s) + s * clamp(2 - std::abs(dh - 4))) * v;
}

}  // namespace misfit
