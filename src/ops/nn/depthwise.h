// One small filter stack per channel: y[b,i,j,c·m + q] = Σ x[b,i·s+u,j·s+v,c] w[u,v,c,q].
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/nn/window.h"

namespace misfit {

struct DepthwiseSizes { Window window; int64_t batch = 0, channels = 0, multiplier = 0; };
Result<DepthwiseSizes, Fault> depthwise_sizes(const Inference&, const Shape& in, const Shape& filter);

// Calls f(input element, filter element, output element) for each product the convolution adds up.
template <class F> void each_product(const DepthwiseSizes& s, F f) {
  const WindowAxis &h = s.window.axes[0], &w = s.window.axes[1];
  const int64_t filters = s.channels * s.multiplier;
  for (int64_t b = 0; b < s.batch; ++b)
    for (int64_t oy = 0; oy < h.out; ++oy)
      for (int64_t ox = 0; ox < w.out; ++ox)
        for (int64_t ky = 0; ky < h.size; ++ky) {
          const int64_t y = oy * h.stride - h.before + ky * h.dilation;
          if (y < 0 || y >= h.in) continue;
          for (int64_t kx = 0; kx < w.size; ++kx) {
            const int64_t x = ox * w.stride - w.before + kx * w.dilation;
            if (x < 0 || x >= w.in) continue;
            const int64_t in = ((b * h.in + y) * w.in + x) * s.channels, filter = (ky * w.size + kx) * filters;
            const int64_t out = ((b * h.out + oy) * w.out + ox) * filters;
            for (int64_t c = 0; c < s.channels; ++c)
              for (int64_t q = 0; q < s.multiplier; ++q) f(in + c, filter + c * s.multiplier + q, out + c * s.multiplier + q);
          }
        }
}

}  // namespace misfit
