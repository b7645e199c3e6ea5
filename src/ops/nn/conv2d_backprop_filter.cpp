// A convolution's gradient for its filter. Inputs: the input, the filter's shape, dy.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/nn/conv.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"conv2d_filter_c1", "InvalidArgumentError", "Conv2DCustomBackpropFilterOp only supports NHWC."}};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.eager && channels_first(x.attrs)) return Fault{&kFaults[0], {}};
  return Specs{{x.in[0].dtype, shape_from(x.in[1])}};
}

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(0).dtype(), w = convolution_type(t);
  const Shape shape(integers(k.in(1)));
  const Spec in[] = {{t, k.in(0).shape()}};
  auto sizes = conv2d_sizes({in, k.attrs(), true}, k.in(0).shape(), shape);
  if (!sizes.ok()) return sizes.error();
  Tensor& out = k.out(0, t, shape);
  const Tensor x = cast(k.in(0), w), dy = cast(k.in(2), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    conv2d_filter_gradient(sizes.value(), x.data<T>().data(), dy.data<T>().data(), wide.mutable_data<T>().data());
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kConv2DBackpropInput, {f.shape(g.in[0]), g.dy[0], g.in[2]}, g.attrs), {}, f.run(kConv2D, {g.in[0], g.dy[0]}, g.attrs)};
}

}  // namespace

constexpr OpDef kConv2DBackpropFilter{.name = "Conv2DBackpropFilter", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "filter_sizes"};

}  // namespace misfit
