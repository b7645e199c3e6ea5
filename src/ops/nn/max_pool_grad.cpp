// dy goes to the first greatest element of each window. Inputs: the input, the output, dy.
#include "ops/array/copy.h"
#include "ops/nn/pool.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Spec spec{t, k.in(0).shape()};
  auto sizes = pool_sizes({{&spec, 1}, k.attrs(), true}, spec.shape);
  if (!sizes.ok()) return sizes.error();
  const PoolSizes& s = sizes.value();
  Tensor& out = k.out(0, t, spec.shape);
  const Tensor in = cast(k.in(0), w), dy = cast(k.in(2), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, spec.shape);
  fill_zero(wide);
  const int64_t c = s.channels, in_image = pixels_in(s) * c, out_image = pixels_out(s) * c;
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    each_window(s, [&](int64_t o, const std::vector<int64_t>& pixels) {
      for (int64_t b = 0; b < s.batch; ++b) {
        const T *from = in.data<T>().data() + b * in_image, *d = dy.data<T>().data() + b * out_image + o * c;
        T* to = wide.mutable_data<T>().data() + b * in_image;
        for (int64_t i = 0; i < c; ++i) {
          int64_t best = pixels[0];
          for (size_t p = 1; p < pixels.size(); ++p)
            if (from[pixels[p] * c + i] > from[best * c + i]) best = pixels[p];
          to[best * c + i] += d[i];
        }
      }
    });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

}  // namespace

constexpr OpDef kMaxPoolGrad{.name = "MaxPoolGrad", .infer = infer_same, .compute = compute};
constexpr OpDef kMaxPool3DGrad{.name = "MaxPool3DGrad", .infer = infer_same, .compute = compute};

}  // namespace misfit
