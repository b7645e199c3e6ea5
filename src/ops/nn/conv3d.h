// Convolution in three spatial axes.
#pragma once
#include "ops/nn/window.h"

namespace misfit {

struct Conv3DSizes { Window window; int64_t batch = 0, channels = 0, filters = 0; };
Result<Conv3DSizes, Fault> conv3d_sizes(const Inference&, const Shape& in, const Shape& filter);

// Calls f(input pixel, filter cell, output pixel), each as the element where its channels begin, for each pair that meets.
template <class F> void each_product(const Conv3DSizes& s, F f) {
  const WindowAxis &d = s.window.axes[0], &h = s.window.axes[1], &w = s.window.axes[2];
  int64_t out = 0;
  for (int64_t b = 0; b < s.batch; ++b)
    for (int64_t oz = 0; oz < d.out; ++oz)
      for (int64_t oy = 0; oy < h.out; ++oy)
        for (int64_t ox = 0; ox < w.out; ++ox, out += s.filters)
          for (int64_t kz = 0; kz < d.size; ++kz) {
            const int64_t z = oz * d.stride - d.before + kz * d.dilation;
            if (z < 0 || z >= d.in) continue;
            for (int64_t ky = 0; ky < h.size; ++ky) {
              const int64_t y = oy * h.stride - h.before + ky * h.dilation;
              if (y < 0 || y >= h.in) continue;
              for (int64_t kx = 0; kx < w.size; ++kx) {
                const int64_t x = ox * w.stride - w.before + kx * w.dilation;
                if (x < 0 || x >= w.in) continue;
                f((((b * d.in + z) * h.in + y) * w.in + x) * s.channels, ((kz * h.size + ky) * w.size + kx) * s.channels * s.filters, out);
              }
            }
          }
}

}  // namespace misfit
