// Gradients of batch normalisation for its input, scale and offset. Inputs: dy, x, scale, the mean and variance used.
#include <cmath>

#include "ops/nn/window.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  return Specs{{x.in[1].dtype, x.in[1].shape}, {x.in[2].dtype, x.in[2].shape}, {x.in[2].dtype, x.in[2].shape}, {x.in[3].dtype, Shape{0}}, {x.in[3].dtype, Shape{0}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Shape& shape = k.in(1).shape();
  const bool first = channels_first(k.attrs()), training = k.attrs().get<bool>("is_training", true);
  const int64_t c = shape[first ? 1 : shape.rank() - 1], inner = first ? shape.slice(2, shape.rank()).elements() : 1;
  const double rows = c ? static_cast<double>(shape.elements() / c) : 0;
  const double epsilon = k.attrs().get<double>("epsilon", 0.0001);
  const DType t = k.in(1).dtype();
  const Tensor dy = cast(k.in(0), DType::kFloat32), x = cast(k.in(1), DType::kFloat32), scale = cast(k.in(2), DType::kFloat32);
  const Tensor mean = cast(k.in(3), DType::kFloat32), variance = cast(k.in(4), DType::kFloat32);
  Tensor wide = t == DType::kFloat32 ? k.out(0, t, shape) : Tensor::uninitialized(DType::kFloat32, shape);
  Tensor d_scale = k.out(1, DType::kFloat32, Shape{c}), d_offset = k.out(2, DType::kFloat32, Shape{c});
  k.out(3, DType::kFloat32, Shape{0});
  k.out(4, DType::kFloat32, Shape{0});
  const float *px = x.data<float>().data(), *pd = dy.data<float>().data(), *pm = mean.data<float>().data();
  std::vector<double> sum(static_cast<size_t>(c), 0.0), dot(sum.size(), 0.0);
  const auto each = [&](auto f) {
    for (int64_t e = 0, n = shape.elements(); e < n;)
      if (first) for (int64_t i = 0; i < inner; ++i, ++e) f(e, static_cast<size_t>(e / inner % c));
      else for (int64_t i = 0; i < c; ++i, ++e) f(e, static_cast<size_t>(i));
  };
  each([&](int64_t e, size_t i) {
    sum[i] += static_cast<double>(pd[e]);
    dot[i] += static_cast<double>(pd[e]) * static_cast<double>(px[e] - pm[i]);
  });
  std::vector<float> slope(sum.size()), from_mean(sum.size()), from_variance(sum.size());
  for (size_t i = 0; i < sum.size(); ++i) {
    const double v = static_cast<double>(variance.data<float>()[i]) + epsilon, r = 1 / std::sqrt(v);
    d_scale.mutable_data<float>()[i] = static_cast<float>(dot[i] * r);
    d_offset.mutable_data<float>()[i] = static_cast<float>(sum[i]);
    slope[i] = static_cast<float>(static_cast<double>(scale.data<float>()[i]) * r);
    from_mean[i] = training ? static_cast<float>(sum[i] / rows) : 0.0f;
    from_variance[i] = training ? static_cast<float>(dot[i] / rows / v) : 0.0f;
  }
  float* to = wide.mutable_data<float>().data();
  each([&](int64_t e, size_t i) { to[e] = slope[i] * (pd[e] - from_mean[i] - (px[e] - pm[i]) * from_variance[i]); });
  if (t != DType::kFloat32) k.forward(0, cast(wide, t));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kFusedBatchNormGradV3{.name = "FusedBatchNormGradV3", .infer = infer, .compute = compute};

}  // namespace misfit
