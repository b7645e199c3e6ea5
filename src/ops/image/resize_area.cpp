// Images scaled, each pixel the mean of the area it covers.
#include <cmath>

#include "ops/image/resize.h"
#include "ops/image/sampling.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_resize(x, DType::kFloat32); }

std::vector<Taps> taps(int64_t in, int64_t out, bool corners) {
  const float scale = corners && out > 1 ? static_cast<float>(in - 1) / static_cast<float>(out - 1) : static_cast<float>(in) / static_cast<float>(out);
  std::vector<Taps> all;
  for (int64_t i = 0; i < out; ++i) {
    const float from = static_cast<float>(i) * scale, to = static_cast<float>(i + 1) * scale;
    Taps t;
    t.first = std::min(static_cast<int64_t>(std::floor(from)), in - 1);
    float sum = 0;
    for (int64_t p = t.first; p < in && p < static_cast<int64_t>(std::ceil(to)); ++p) {
      const float w = std::min(static_cast<float>(p + 1), to) - std::max(static_cast<float>(p), from);
      t.weights.push_back(w);
      sum += w;
    }
    for (float& w : t.weights) w /= sum;
    all.push_back(std::move(t));
  }
  return all;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat32);
  const bool corners = k.attrs().get<bool>("align_corners");
  k.forward(0, sampled(in, taps(in.shape()[1], k.in(1).int_at(0), corners), taps(in.shape()[2], k.in(1).int_at(1), corners)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kResizeArea{.name = "ResizeArea", .infer = infer, .compute = compute, .reads_values = "size"};

}  // namespace misfit
