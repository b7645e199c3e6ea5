// A depthwise convolution's gradient for its input. Inputs: the input's shape, the filter, dy.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/nn/depthwise.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[2].dtype, shape_from(x.in[0])}}; }

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(2).dtype(), w = working_type(t);
  const Shape shape(integers(k.in(0)));
  const Spec in[] = {{t, k.in(0).shape()}};
  auto s = depthwise_sizes({in, k.attrs(), true}, shape, k.in(1).shape());
  if (!s.ok()) return s.error();
  Tensor& out = k.out(0, t, shape);
  const Tensor filter = cast(k.in(1), w), dy = cast(k.in(2), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  fill_zero(wide);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T *b = filter.data<T>().data(), *d = dy.data<T>().data();
    T* y = wide.mutable_data<T>().data();
    each_product(s.value(), [&]([[maybe_unused]] int64_t i, [[maybe_unused]] int64_t f, int64_t o) { y[i] += b[f] * d[o]; });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {{}, f.run(kDepthwiseConv2dNativeBackpropFilter, {g.dy[0], f.shape(g.in[1]), g.in[2]}, g.attrs), f.run(kDepthwiseConv2dNative, {g.dy[0], g.in[1]}, g.attrs)};
}

}  // namespace

constexpr OpDef kDepthwiseConv2dNativeBackpropInput{.name = "DepthwiseConv2dNativeBackpropInput", .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "input_sizes"};

}  // namespace misfit
