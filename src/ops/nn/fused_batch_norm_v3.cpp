// y = scale (x - mean) / √(variance + ε) + offset, per channel; the batch's own moments while training.
#include <cmath>

#include "ops/formula.h"
#include "ops/nn/window.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const size_t spatial_rank = x.attrs.get<std::string>("data_format", "NHWC").size();
  if (auto fault = want_rank(in, spatial_rank)) return *fault;
  const DType u = x.in[1].dtype;
  int64_t channels = in.known_rank() ? in[channels_first(x.attrs) ? 1 : in.rank() - 1] : Shape::kUnknown;
  for (size_t i = 1; i < 5; ++i) {                         // scale, offset, mean, variance: one entry per channel
    const Shape& s = x.in[i].shape;
    if (auto fault = want_rank(s, 1)) return *fault;
    if (i > 2 && x.attrs.get<bool>("is_training", true)) break;
    auto merged = merge(channels, s.known_rank() ? s[0] : Shape::kUnknown);
    if (!merged.ok()) return merged.error();
    channels = merged.value();
  }
  const Spec per_channel{u, Shape{channels}};
  return Specs{{x.in[0].dtype, in}, per_channel, per_channel, per_channel, per_channel, per_channel};
}

std::optional<Fault> compute(Kernel& k) {
  const Shape& shape = k.in(0).shape();
  const bool first = channels_first(k.attrs()), training = k.attrs().get<bool>("is_training", true);
  const int64_t c = shape[first ? 1 : shape.rank() - 1], inner = first ? shape.slice(2, shape.rank()).elements() : 1;
  const int64_t rows = c ? shape.elements() / c : 0;
  const float epsilon = static_cast<float>(k.attrs().get<double>("epsilon", 0.0001)), factor = static_cast<float>(k.attrs().get<double>("exponential_avg_factor", 1.0));
  const DType t = k.in(0).dtype();
  const Tensor in = cast(k.in(0), DType::kFloat32);
  Tensor wide = t == DType::kFloat32 ? k.out(0, t, shape) : Tensor::uninitialized(DType::kFloat32, shape);
  const auto channel = [&](size_t i) { return cast(k.in(i), DType::kFloat32); };
  const Tensor scale = channel(1), offset = channel(2), old_mean = channel(3), old_variance = channel(4);
  const auto per_channel = [&](size_t i) { return k.out(i, DType::kFloat32, Shape{c}); };
  Tensor mean = per_channel(1), variance = per_channel(2), saved_mean = per_channel(3), saved_variance = per_channel(4), spare = per_channel(5);
  std::vector<float> m(static_cast<size_t>(c), 0.0f), v(static_cast<size_t>(c), 0.0f);
  const float* x = in.data<float>().data();
  float* y = wide.mutable_data<float>().data();
  const auto each = [&](auto f) {                          // f(element, channel)
    for (int64_t e = 0, n = shape.elements(); e < n;)
      if (first) for (int64_t i = 0; i < inner; ++i, ++e) f(e, static_cast<size_t>(e / inner % c));
      else for (int64_t i = 0; i < c; ++i, ++e) f(e, static_cast<size_t>(i));
  };
  if (training) {
    std::vector<double> sum(m.size(), 0.0), squares(m.size(), 0.0);
    each([&](int64_t e, size_t i) { sum[i] += static_cast<double>(x[e]); });
    for (size_t i = 0; i < m.size(); ++i) m[i] = static_cast<float>(sum[i] / static_cast<double>(rows));
    each([&](int64_t e, size_t i) { const double d = static_cast<double>(x[e] - m[i]); squares[i] += d * d; });
    for (size_t i = 0; i < m.size(); ++i) v[i] = static_cast<float>(squares[i] / static_cast<double>(rows));
  } else {
    for (size_t i = 0; i < m.size(); ++i) { m[i] = old_mean.data<float>()[i]; v[i] = old_variance.data<float>()[i]; }
  }
  const float unbiased = rows > 1 ? static_cast<float>(rows) / static_cast<float>(rows - 1) : 1.0f;
  std::vector<float> slope(m.size());
  for (size_t i = 0; i < m.size(); ++i) {
    slope[i] = scale.data<float>()[i] / std::sqrt(v[i] + epsilon);
    const float new_mean = m[i], new_variance = training ? v[i] * unbiased : v[i];
    const bool average = training && factor != 1.0f;
    mean.mutable_data<float>()[i] = average ? (1 - factor) * old_mean.data<float>()[i] + factor * new_mean : new_mean;
    variance.mutable_data<float>()[i] = average ? (1 - factor) * old_variance.data<float>()[i] + factor * new_variance : new_variance;
    saved_mean.mutable_data<float>()[i] = m[i];
    saved_variance.mutable_data<float>()[i] = v[i];
    spare.mutable_data<float>()[i] = 0;
  }
  const float* b = offset.data<float>().data();
  each([&](int64_t e, size_t i) { y[e] = (x[e] - m[i]) * slope[i] + b[i]; });
  if (t != DType::kFloat32) k.forward(0, cast(wide, t));
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  Attrs attrs{{"epsilon", g.attrs.get<double>("epsilon", 0.0001)}, {"data_format", g.attrs.get<std::string>("data_format", "NHWC")}, {"is_training", g.attrs.get<bool>("is_training", true)}};
  const bool training = g.attrs.get<bool>("is_training", true);
  const std::vector<Operand> in{g.dy[0], g.in[0], g.in[1], training ? g.out[3] : g.in[3], training ? g.out[4] : g.in[4], g.out[5]};
  const Operands d = g.emit.emit_all(kFusedBatchNormGradV3, in, attrs);
  return {d[0], d[1], d[2], {}, {}};
}

}  // namespace

constexpr OpDef kFusedBatchNormV3{.name = "FusedBatchNormV3", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
