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

// A pooling kernel: reduce(image, pixels, to, channels) folds the pixels under a window into one, channel by channel.
template <class F> std::optional<Fault> pool(Kernel& k, F reduce) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Spec spec{t, k.in(0).shape()};
  auto sizes = pool_sizes({{&spec, 1}, k.attrs(), true}, spec.shape);
  if (!sizes.ok()) return sizes.error();
  const PoolSizes& s = sizes.value();
  Tensor& out = k.out(0, t, image_shape(s.window, s.batch, s.channels));
  if (out.elements() == 0) return std::nullopt;
  const Tensor in = cast(k.in(0), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, out.shape());
  const int64_t c = s.channels, in_image = pixels_in(s) * c, out_image = pixels_out(s) * c;
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    each_window(s, [&](int64_t o, const std::vector<int64_t>& pixels) {
      for (int64_t b = 0; b < s.batch; ++b) reduce(in.data<T>().data() + b * in_image, pixels, wide.mutable_data<T>().data() + b * out_image + o * c, c);
    });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

}  // namespace misfit
