// A convolution's gradient for its input; on its own, the transposed convolution. Inputs: the input's shape, the filter, dy.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/nn/conv.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"conv2d_input_c1", "InvalidArgumentError", "Conv2DCustomBackpropInput: Size of out_backprop doesn't match computed: actual = {actual}, computed = {computed} spatial_dim: {axis} input: {in} filter: {filter} output: {actual} stride: {stride} dilation: {dilation}"},
    {"conv2d_input_c2", "InvalidArgumentError", "Conv2DCustomBackpropInput: input depth must be evenly divisible by filter depth"},
    {"conv2d_input_c3", "InvalidArgumentError", "Conv2DCustomBackpropInput: filter and out_backprop must have the same out_depth", "Dimensions must be equal, but are {a} and {b}", {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  Shape shape = shape_from(x.in[0]);
  if (shape.known_rank() && shape.rank() == 2 && x.in[2].shape.known_rank()) {   // height and width alone
    const Shape& dy = x.in[2].shape;
    shape = Shape{dy[0], shape[0], shape[1], x.in[1].shape.known_rank() ? x.in[1].shape[2] : Shape::kUnknown};
  }
  const bool whole = x.in[1].shape.known_rank() && x.in[1].shape.rank() == 4 && x.in[2].shape.known_rank() && x.in[2].shape.rank() == 4;
  const size_t channel = channels_first(x.attrs) ? 1 : 3;
  if (whole && x.eager && shape.fully_known() && shape.rank() == 4 && x.in[1].shape[2] > 0 && shape[channel] % x.in[1].shape[2]) return Fault{&kFaults[1], {}};
  if (whole)
    if (const int64_t a = x.in[2].shape[channel], b = x.in[1].shape[3]; a >= 0 && b >= 0 && a != b) return Fault{&kFaults[2], {{"a", text(a)}, {"b", text(b)}}};
  if (!x.eager || !shape.fully_known()) return Specs{{x.in[2].dtype, shape.known_rank() ? shape : Shape(std::vector<int64_t>(4, Shape::kUnknown))}};
  auto sizes = conv2d_sizes(x, shape, x.in[1].shape);
  if (!sizes.ok()) return sizes.error();
  for (size_t i = 0; i < 2; ++i) {                         // dy has the shape the convolution would give
    const WindowAxis& a = sizes->window.axes[i];
    if (x.in[2].shape[i + 1] != a.out)
      return Fault{&kFaults[0], {{"actual", text(x.in[2].shape[i + 1])}, {"computed", text(a.out)}, {"axis", std::to_string(i + 1)}, {"in", text(a.in)},
                                 {"filter", text(a.size)}, {"stride", text(a.stride)}, {"dilation", text(a.dilation)}}};
  }
  return Specs{{x.in[2].dtype, shape}};
}

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(2).dtype(), w = convolution_type(t);
  const Spec in[] = {{k.in(0).dtype(), k.in(0).shape(), k.in(0), {}}, {t, k.in(1).shape()}, {t, k.in(2).shape()}};
  const Inference x{in, k.attrs(), true};
  auto specs = infer(x);
  if (!specs.ok()) return specs.error();
  const Shape shape = specs.value()[0].shape;
  auto sizes = conv2d_sizes(x, shape, in[1].shape);
  if (!sizes.ok()) return sizes.error();
  Tensor& out = k.out(0, t, shape);
  if (out.elements() == 0) return std::nullopt;
  const Tensor filter = cast(k.in(1), w), dy = cast(k.in(2), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    conv2d_input_gradient(sizes.value(), filter.data<T>().data(), dy.data<T>().data(), wide.mutable_data<T>().data());
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {{}, f.run(kConv2DBackpropFilter, {g.dy[0], f.shape(g.in[1]), g.in[2]}, g.attrs), f.run(kConv2D, {g.dy[0], g.in[1]}, g.attrs)};
}

AxisMap axes(const Inference&, size_t) { return {{2, 0}, {2, 1}, {2, 2}, {1, 2}}; }

}  // namespace

constexpr OpDef kConv2DBackpropInput{.name = "Conv2DBackpropInput", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_shapes = "input_sizes"};

}  // namespace misfit
