// Filters slid over images: y[b,i,j,f] = Σ x[b,i·s+u,j·s+v,c] w[u,v,c,f].
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/nn/conv.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  auto sizes = conv2d_sizes(x, x.in[0].shape, x.in[1].shape);
  if (!sizes.ok()) return sizes.error();
  return Specs{{x.in[0].dtype, image_shape(sizes->window, sizes->batch, sizes->filters)}};
}

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(0).dtype(), w = convolution_type(t);
  const Spec in[] = {{t, k.in(0).shape()}, {t, k.in(1).shape()}};
  auto sizes = conv2d_sizes({in, k.attrs(), true}, in[0].shape, in[1].shape);
  if (!sizes.ok()) return sizes.error();
  Tensor& out = k.out(0, t, image_shape(sizes->window, sizes->batch, sizes->filters));
  if (out.elements() == 0) return std::nullopt;
  const Tensor x = cast(k.in(0), w), filter = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, out.shape());
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    conv2d(sizes.value(), x.data<T>().data(), filter.data<T>().data(), wide.mutable_data<T>().data());
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs& attrs = g.attrs;
  return {f.run(kConv2DBackpropInput, {f.shape(g.in[0]), g.in[1], g.dy[0]}, attrs), f.run(kConv2DBackpropFilter, {g.in[0], f.shape(g.in[1]), g.dy[0]}, attrs)};
}

AxisMap axes(const Inference& x, size_t) {
  if (channels_first(x.attrs)) return {{0, 0}, {1, 3}, {0, 2}, {0, 3}};
  return {{0, 0}, {0, 1}, {0, 2}, {1, 3}};
}

}  // namespace

constexpr OpDef kConv2D{.name = "Conv2D", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
