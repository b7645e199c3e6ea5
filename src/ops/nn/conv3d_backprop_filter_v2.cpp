// A convolution's gradient for its filter, through volumes. Inputs: the input, the filter's shape, dy.
#include "ops/array/copy.h"
#include "ops/elementwise/loops.h"
#include "ops/nn/conv3d.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[2].dtype, shape_from(x.in[1])}}; }

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(2).dtype(), w = working_type(t);
  const Shape shape(integers(k.in(1)));
  const Spec in[] = {{t, k.in(0).shape()}};
  auto s = conv3d_sizes({in, k.attrs(), true}, k.in(0).shape(), shape);
  if (!s.ok()) return s.error();
  Tensor out = Tensor::uninitialized(w, shape);
  fill_zero(out);
  const Tensor input = cast(k.in(0), w), dy = cast(k.in(2), w);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T *b = input.data<T>().data(), *d = dy.data<T>().data();
    T* y = out.mutable_data<T>().data();
    each_product(s.value(), [&]([[maybe_unused]] int64_t i, [[maybe_unused]] int64_t f, int64_t o) {
      for (int64_t c = 0; c < s->channels; ++c)
        for (int64_t q = 0; q < s->filters; ++q) y[f + c * s->filters + q] += b[i + c] * d[o + q];
    });
  });
  k.forward(0, cast(out, t));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kConv3DBackpropFilterV2{.name = "Conv3DBackpropFilterV2", .infer = infer, .compute = compute, .reads_shapes = "filter_sizes"};

}  // namespace misfit
