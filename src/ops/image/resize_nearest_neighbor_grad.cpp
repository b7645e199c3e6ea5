// dy given back to the pixel each one was taken from. Inputs: dy and the height and width before.
#include "ops/array/copy.h"
#include "ops/elementwise/loops.h"
#include "ops/image/resize.h"
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_resize(x, x.in[0].dtype); }

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Tensor dy = cast(k.in(0), w);
  const ResizeSizes s{dy.shape()[0], k.in(1).int_at(0), k.in(1).int_at(1), dy.shape()[3], dy.shape()[1], dy.shape()[2]};
  Tensor out = Tensor::uninitialized(w, Shape{s.batch, s.height, s.width, s.channels});
  fill_zero(out);
  const ResizeAxis rows(s.height, s.new_height, k.attrs()), columns(s.width, s.new_width, k.attrs());
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    const T* from = dy.data<T>().data();
    for (int64_t b = 0; b < s.batch; ++b)
      for (int64_t y = 0; y < s.new_height; ++y)
        for (int64_t x = 0; x < s.new_width; ++x) {
          T* to = out.mutable_data<T>().data() + ((b * s.height + rows.nearest(y)) * s.width + columns.nearest(x)) * s.channels;
          for (int64_t c = 0; c < s.channels; ++c) to[c] += *from++;
        }
  });
  k.forward(0, cast(out, t));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kResizeNearestNeighborGrad{.name = "ResizeNearestNeighborGrad", .infer = infer, .compute = compute, .reads_values = "size"};

}  // namespace misfit
