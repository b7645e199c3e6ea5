// The greatest under a window that slides over an image, or through a volume.
#include "ops/formula.h"
#include "ops/nn/pool.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
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
      for (int64_t b = 0; b < s.batch; ++b) {
        const T* from = in.data<T>().data() + b * in_image;
        T* to = wide.mutable_data<T>().data() + b * out_image + o * c;
        for (int64_t i = 0; i < c; ++i) to[i] = from[pixels[0] * c + i];
        for (size_t p = 1; p < pixels.size(); ++p) {
          const T* pixel = from + pixels[p] * c;
          for (int64_t i = 0; i < c; ++i) to[i] = pixel[i] > to[i] || pixel[i] != pixel[i] ? pixel[i] : to[i];
        }
      }
    });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g, const OpDef& op) { return {Formula{g.emit}.run(op, {g.in[0], g.out[0], g.dy[0]}, g.attrs)}; }

}  // namespace

constexpr OpDef kMaxPool{.name = "MaxPool", .infer = infer_pool, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kMaxPoolGrad); }, .axes = axes_pool};
constexpr OpDef kMaxPool3D{.name = "MaxPool3D", .infer = infer_pool, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kMaxPool3DGrad); }, .axes = axes_pool};

}  // namespace misfit
