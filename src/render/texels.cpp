// Numbers to pixels.
#include "render/texels.h"

#include <algorithm>
#include <cmath>

namespace misfit {
namespace {

constexpr int kLargest = 256;
uint32_t gl(uint32_t rgb) { return 0xFF000000u | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | (rgb >> 16 & 0xFF); }

}  // namespace

Range range_of(const Tensor& t) {
  Range r;
  int64_t n = t.elements();
  if (n <= 0 || t.dtype() == DType::kString) return r;
  int64_t stride = std::max<int64_t>(1, n / 20000);
  double low = INFINITY, high = -INFINITY;
  for (int64_t i = 0; i < n; i += stride) {
    double v = t.at(i);
    if (!std::isfinite(v)) { r.finite = false; continue; }
    low = std::min(low, v);
    high = std::max(high, v);
  }
  if (!(low <= high)) { low = 0; high = 1; }
  if (low < 0) { r.ramp = Ramp::kDiverging; r.high = std::max(-low, high); r.low = -r.high; return r; }
  r.low = 0;
  r.high = high <= 0 ? 1 : high <= 1 ? 1 : high <= 255 && high > 16 ? 255 : high;
  return r;
}

uint32_t colour_of(double v, const Range& r, const StageColours& c) {
  if (std::isnan(v)) return c.tone[static_cast<size_t>(Tone::kMisfit)];
  if (std::isinf(v)) return mix(c.tone[static_cast<size_t>(Tone::kMisfit)], c.tone[static_cast<size_t>(Tone::kInk)], 0.35f);
  float t = static_cast<float>(std::clamp((v - r.low) / std::max(r.high - r.low, 1e-300), 0.0, 1.0));
  uint32_t ink = c.tone[static_cast<size_t>(Tone::kInk)];
  if (r.ramp == Ramp::kDiverging) {
    uint32_t end = t < 0.5f ? c.axis[static_cast<size_t>(Axis::kHeight)] : c.axis[static_cast<size_t>(Axis::kClass)];
    return mix(c.face, end, std::abs(t - 0.5f) * 2);
  }
  return mix(c.face, ink, t * 0.94f);
}

Pixels texels(const Image& image, const StageColours& colours) {
  const Tensor& t = image.tensor;
  const Shape& s = t.shape();
  Pixels p;
  size_t rank = s.rank();
  if (rank == 0 || t.elements() <= 0 || t.dtype() == DType::kString) return p;
  Range range = range_of(t);
  int64_t samples = s[0], sample = samples ? image.sample % samples : 0;
  int64_t inner = t.elements() / std::max<int64_t>(samples, 1), base = sample * inner;
  int64_t h = 1, w = 1, c = 1;
  if (rank >= 4) { h = s[rank - 3]; w = s[rank - 2]; c = s[rank - 1]; base += inner - h * w * c; }
  else if (rank == 3) { h = s[1]; w = s[2]; }
  else if (rank == 2 && image.column) { h = s[1]; }
  else if (rank == 2) { h = s[0]; w = s[1]; base = 0; }
  if (h <= 0 || w <= 0 || c <= 0) return p;
  int64_t step_y = (h + kLargest - 1) / kLargest, step_x = (w + kLargest - 1) / kLargest;
  p.height = static_cast<int>((h + step_y - 1) / step_y);
  p.width = static_cast<int>((w + step_x - 1) / step_x);
  p.rgba.reserve(static_cast<size_t>(p.width) * static_cast<size_t>(p.height));
  int64_t channel = image.channel < 0 || image.channel >= c ? 0 : image.channel;
  for (int64_t y = 0; y < h; y += step_y)
    for (int64_t x = 0; x < w; x += step_x) {
      int64_t at = base + (y * w + x) * c;
      if (c == 3 && range.ramp == Ramp::kInk && !image.plane) {
        uint32_t rgb = 0;
        for (int64_t k = 0; k < 3; ++k) rgb = rgb << 8 | static_cast<uint32_t>(std::clamp(t.at(at + k) / range.high, 0.0, 1.0) * 255 + 0.5);
        p.rgba.push_back(gl(rgb));
      } else {
        p.rgba.push_back(gl(colour_of(t.at(at + channel), range, colours)));
      }
    }
  return p;
}

}  // namespace misfit
