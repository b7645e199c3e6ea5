// Each pixel moved from or to the mean of its channel.
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFactor = exact_rank("contrast_c1", "contrast_factor must be scalar: {shape}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kFactor)) return *fault;
  if (auto fault = want_rank_at_least(x.in[0].shape, 3)) return *fault;
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat32);
  const float factor = static_cast<float>(k.in(1).at(0));
  const Shape& s = in.shape();
  const int64_t channels = s.at(-1), pixels = s.at(-2) * s.at(-3);
  Tensor out = Tensor::uninitialized(DType::kFloat32, s);
  for (int64_t image = 0; pixels * channels > 0 && image < s.elements() / (pixels * channels); ++image)
    for (int64_t c = 0; c < channels; ++c) {
      const float* from = in.data<float>().data() + image * pixels * channels + c;
      float* to = out.mutable_data<float>().data() + image * pixels * channels + c;
      float sum = 0;
      for (int64_t p = 0; p < pixels; ++p) sum += from[p * channels];
      const float mean = sum / static_cast<float>(pixels);
      for (int64_t p = 0; p < pixels; ++p) to[p * channels] = (from[p * channels] - mean) * factor + mean;
    }
  k.forward(0, cast(out, k.in(0).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kAdjustContrastv2{.name = "AdjustContrastv2", .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
