// Maxima and means over a sliding window, in two or three spatial axes.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/nn/window.h"

namespace misfit {

struct PoolSizes { Window window; int64_t batch = 0, channels = 0; };
Result<PoolSizes, Fault> pool_sizes(const Inference&, const Shape& in);
Result<Specs, Fault> infer_pool(const Inference&);
AxisMap axes_pool(const Inference&, size_t output);

// For each output pixel: the input pixels (numbered within an image) its window covers, in order.
template <class F> void each_window(const PoolSizes& s, F f) {
  const auto& axes = s.window.axes;
  std::vector<int64_t> out(axes.size(), 0);
  std::vector<int64_t> pixels;
  int64_t count = 1;
  for (const WindowAxis& a : axes) count *= a.out;
  for (int64_t o = 0; o < count; ++o) {
    pixels.assign(1, 0);
    for (size_t i = 0; i < axes.size(); ++i) {
      const WindowAxis& a = axes[i];
      const int64_t from = out[i] * a.stride - a.before, begin = std::max<int64_t>(from, 0), end = std::min(from + a.size, a.in);
      std::vector<int64_t> next;
      for (int64_t p : pixels)
        for (int64_t at = begin; at < end; ++at) next.push_back(p * a.in + at);
      pixels.swap(next);
    }
    f(o, pixels);
    for (size_t i = axes.size(); i-- > 0;) {
      if (++out[i] < axes[i].out) break;
      out[i] = 0;
    }
  }
}

inline int64_t pixels_in(const PoolSizes& s) {
  int64_t n = 1;
  for (const WindowAxis& a : s.window.axes) n *= a.in;
  return n;
}
inline int64_t pixels_out(const PoolSizes& s) {
  int64_t n = 1;
  for (const WindowAxis& a : s.window.axes) n *= a.out;
  return n;
}

}  // namespace misfit
