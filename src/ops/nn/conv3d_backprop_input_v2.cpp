// A convolution's gradient for its input, through volumes. Inputs: the input's shape, the filter, dy.
#include "ops/array/copy.h"
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/nn/conv3d.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[2].dtype, shape_from(x.in[0])}}; }

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(2).dtype(), w = working_type(t);
  const Shape shape(integers(k.in(0)));
  const Spec in[] = {{t, k.in(0).shape()}};
  auto s = conv3d_sizes({in, k.attrs(), true}, shape, k.in(1).shape());
  if (!s.ok()) return s.error();
  Tensor out = Tensor::uninitialized(w, shape);
  fill_zero(out);
  const Tensor filter = cast(k.in(1), w), dy = cast(k.in(2), w);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T *b = filter.data<T>().data(), *d = dy.data<T>().data();
    T* y = out.mutable_data<T>().data();
    each_product(s.value(), [&]([[maybe_unused]] int64_t i, [[maybe_unused]] int64_t f, int64_t o) {
      for (int64_t c = 0; c < s->channels; ++c)
        for (int64_t q = 0; q < s->filters; ++q) y[i + c] += b[f + c * s->filters + q] * d[o + q];
    });
  });
  k.forward(0, cast(out, t));
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {{}, f.run(kConv3DBackpropFilterV2, {g.dy[0], f.shape(g.in[1]), g.in[2]}, g.attrs), f.run(kConv3D, {g.dy[0], g.in[1]}, g.attrs)};
}

}  // namespace

constexpr OpDef kConv3DBackpropInputV2{.name = "Conv3DBackpropInputV2", .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "input_sizes"};

}  // namespace misfit
