// Images scaled, each pixel mixed from its four neighbours; always float.
#include "ops/formula.h"
#include "ops/image/resize.h"
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_resize(x, DType::kFloat32); }

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat32);
  const ResizeSizes s = resize_sizes(in.shape(), k.in(1).int_at(0), k.in(1).int_at(1));
  Tensor& out = k.out(0, DType::kFloat32, Shape{s.batch, s.new_height, s.new_width, s.channels});
  const ResizeAxis rows(s.height, s.new_height, k.attrs()), columns(s.width, s.new_width, k.attrs());
  const float* from = in.data<float>().data();
  float* to = out.mutable_data<float>().data();
  for (int64_t b = 0; b < s.batch; ++b)
    for (int64_t y = 0; y < s.new_height; ++y) {
      const ResizeAxis::Pair v = rows.pair(y);
      const float *top = from + (b * s.height + v.low) * s.width * s.channels, *bottom = from + (b * s.height + v.high) * s.width * s.channels;
      for (int64_t x = 0; x < s.new_width; ++x) {
        const ResizeAxis::Pair h = columns.pair(x);
        for (int64_t c = 0; c < s.channels; ++c) {
          const float tl = top[h.low * s.channels + c], tr = top[h.high * s.channels + c], bl = bottom[h.low * s.channels + c], br = bottom[h.high * s.channels + c];
          const float upper = tl + (tr - tl) * h.lerp, lower = bl + (br - bl) * h.lerp;
          *to++ = upper + (lower - upper) * v.lerp;
        }
      }
    }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  if (g.in[0].dtype != DType::kFloat32) return {{}, {}};
  return {g.emit.emit(kResizeBilinearGrad, {g.dy[0], g.in[0]}, {{"align_corners", g.attrs.get<bool>("align_corners")}, {"half_pixel_centers", g.attrs.get<bool>("half_pixel_centers")}}), {}};
}

}  // namespace

constexpr OpDef kResizeBilinear{.name = "ResizeBilinear", .infer = infer, .compute = compute, .gradient = gradient, .reads_values = "size"};

}  // namespace misfit
