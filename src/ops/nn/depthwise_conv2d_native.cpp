// A convolution in which each channel keeps to itself.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/nn/depthwise.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"depthwise_c2", "InvalidArgumentError", "Current implementation only supports equal length strides in the row and column dimensions."}};

std::optional<Fault> unequal_strides(const Attrs& attrs) {
  const std::vector<int64_t> strides = spatial(attrs, "strides", channels_first(attrs), 2);
  return strides[0] == strides[1] ? std::nullopt : std::optional(Fault{&kFaults[0], {}});
}

Result<Specs, Fault> infer(const Inference& x) {
  if (x.eager)
    if (auto fault = unequal_strides(x.attrs)) return *fault;
  auto s = depthwise_sizes(x, x.in[0].shape, x.in[1].shape);
  if (!s.ok()) return s.error();
  const int64_t filters = s->channels < 0 || s->multiplier < 0 ? -1 : s->channels * s->multiplier;
  return Specs{{x.in[0].dtype, image_shape(s->window, s->batch, filters)}};
}

std::optional<Fault> compute(Kernel& k) {
  if (auto fault = unequal_strides(k.attrs())) return fault;
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Spec in[] = {{t, k.in(0).shape()}, {t, k.in(1).shape()}};
  auto s = depthwise_sizes({in, k.attrs(), true}, in[0].shape, in[1].shape);
  if (!s.ok()) return s.error();
  Tensor& out = k.out(0, t, image_shape(s->window, s->batch, s->channels * s->multiplier));
  const Tensor x = cast(k.in(0), w), filter = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, out.shape());
  fill_zero(wide);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T *a = x.data<T>().data(), *b = filter.data<T>().data();
    T* y = wide.mutable_data<T>().data();
    each_product(s.value(), [&](int64_t i, int64_t f, int64_t o) { y[o] += a[i] * b[f]; });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kDepthwiseConv2dNativeBackpropInput, {f.shape(g.in[0]), g.in[1], g.dy[0]}, g.attrs),
          f.run(kDepthwiseConv2dNativeBackpropFilter, {g.in[0], f.shape(g.in[1]), g.dy[0]}, g.attrs)};
}

AxisMap axes(const Inference&, size_t) { return {{0, 0}, {0, 1}, {0, 2}, {0, 3}}; }

}  // namespace

constexpr OpDef kDepthwiseConv2dNative{.name = "DepthwiseConv2dNative", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
