// A depthwise convolution's gradient for its filter. Inputs: the input, the filter's shape, dy.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/nn/depthwise.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[2].dtype, shape_from(x.in[1])}}; }

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(2).dtype(), w = working_type(t);
  const Shape shape(integers(k.in(1)));
  const Spec in[] = {{t, k.in(0).shape()}};
  auto s = depthwise_sizes({in, k.attrs(), true}, k.in(0).shape(), shape);
  if (!s.ok()) return s.error();
  Tensor& out = k.out(0, t, shape);
  const Tensor input = cast(k.in(0), w), dy = cast(k.in(2), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  fill_zero(wide);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T *b = input.data<T>().data(), *d = dy.data<T>().data();
    T* y = wide.mutable_data<T>().data();
    each_product(s.value(), [&]([[maybe_unused]] int64_t i, [[maybe_unused]] int64_t f, int64_t o) { y[f] += b[i] * d[o]; });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kDepthwiseConv2dNativeBackpropInput, {f.shape(g.in[0]), g.dy[0], g.in[2]}, g.attrs), {}, f.run(kDepthwiseConv2dNative, {g.in[0], g.dy[0]}, g.attrs)};
}

}  // namespace

constexpr OpDef kDepthwiseConv2dNativeBackpropFilter{.name = "DepthwiseConv2dNativeBackpropFilter", .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "filter_sizes"};

}  // namespace misfit
