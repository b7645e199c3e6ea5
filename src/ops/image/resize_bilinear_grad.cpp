// dy given back to the four neighbours each pixel was mixed from. Inputs: dy and the image that was scaled.
#include "ops/array/copy.h"
#include "ops/image/resize.h"
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[1].dtype, x.in[1].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& dy = k.in(0);
  const ResizeSizes s = resize_sizes(k.in(1).shape(), dy.shape()[1], dy.shape()[2]);
  Tensor& out = k.out(0, DType::kFloat32, k.in(1).shape());
  fill_zero(out);
  const ResizeAxis rows(s.height, s.new_height, k.attrs()), columns(s.width, s.new_width, k.attrs());
  const float* from = dy.data<float>().data();
  float* to = out.mutable_data<float>().data();
  for (int64_t b = 0; b < s.batch; ++b)
    for (int64_t y = 0; y < s.new_height; ++y) {
      const ResizeAxis::Pair v = rows.pair(y);
      float *top = to + (b * s.height + v.low) * s.width * s.channels, *bottom = to + (b * s.height + v.high) * s.width * s.channels;
      for (int64_t x = 0; x < s.new_width; ++x) {
        const ResizeAxis::Pair h = columns.pair(x);
        for (int64_t c = 0; c < s.channels; ++c, ++from) {
          top[h.low * s.channels + c] += *from * (1 - v.lerp) * (1 - h.lerp);
          top[h.high * s.channels + c] += *from * (1 - v.lerp) * h.lerp;
          bottom[h.low * s.channels + c] += *from * v.lerp * (1 - h.lerp);
          bottom[h.high * s.channels + c] += *from * v.lerp * h.lerp;
        }
      }
    }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kResizeBilinearGrad{.name = "ResizeBilinearGrad", .infer = infer, .compute = compute};

}  // namespace misfit
