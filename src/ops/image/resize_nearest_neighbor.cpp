// Images scaled, each pixel taken from the nearest.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/image/resize.h"
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_resize(x, x.in[0].dtype); }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const ResizeSizes s = resize_sizes(in.shape(), k.in(1).int_at(0), k.in(1).int_at(1));
  Tensor& out = k.out(0, in.dtype(), Shape{s.batch, s.new_height, s.new_width, s.channels});
  const ResizeAxis rows(s.height, s.new_height, k.attrs()), columns(s.width, s.new_width, k.attrs());
  int64_t to = 0;
  for (int64_t b = 0; b < s.batch; ++b)
    for (int64_t y = 0; y < s.new_height; ++y)
      for (int64_t x = 0; x < s.new_width; ++x, to += s.channels)
        copy_elements(in, ((b * s.height + rows.nearest(y)) * s.width + columns.nearest(x)) * s.channels, out, to, s.channels);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand size = f.run(kSlice, {f.shape(g.in[0]), f.integers({1}), f.integers({2})});
  return {f.run(kResizeNearestNeighborGrad, {g.dy[0], size}, {{"align_corners", g.attrs.get<bool>("align_corners")}, {"half_pixel_centers", g.attrs.get<bool>("half_pixel_centers")}}), {}};
}

}  // namespace

constexpr OpDef kResizeNearestNeighbor{.name = "ResizeNearestNeighbor", .infer = infer, .compute = compute, .gradient = gradient, .reads_values = "size"};

}  // namespace misfit
