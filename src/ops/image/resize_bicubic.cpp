// Images scaled by cubic curves through four pixels each way.
#include <cmath>

#include "ops/image/resize.h"
#include "ops/image/sampling.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_resize(x, DType::kFloat32); }

std::vector<Taps> taps(int64_t in, int64_t out, const Attrs& attrs) {
  const bool half = attrs.get<bool>("half_pixel_centers"), corners = attrs.get<bool>("align_corners");
  const float scale = corners && out > 1 ? static_cast<float>(in - 1) / static_cast<float>(out - 1) : static_cast<float>(in) / static_cast<float>(out);
  const double a = half ? -0.5 : -0.75;
  std::vector<Taps> all;
  for (int64_t i = 0; i < out; ++i) {
    const float at = half ? (static_cast<float>(i) + 0.5f) * scale - 0.5f : static_cast<float>(i) * scale;
    const int64_t base = static_cast<int64_t>(std::floor(at));
    const double delta = static_cast<double>(std::lrintf((at - static_cast<float>(base)) * 1024)) / 1024;
    double w[4];
    for (int j = 0; j < 4; ++j) {
      const double x = std::abs(delta - (j - 1));
      w[j] = x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }
    Taps t;
    double sum = 0;
    std::vector<double> spread(static_cast<size_t>(std::min<int64_t>(in, 4)), 0);
    t.first = std::min(std::max<int64_t>(base - 1, 0), std::max<int64_t>(in - 4, 0));
    for (int j = 0; j < 4; ++j) {
      const int64_t wanted = base - 1 + j, pixel = std::min(std::max<int64_t>(wanted, 0), in - 1);
      if (half && pixel != wanted) continue;
      spread[static_cast<size_t>(pixel - t.first)] += w[j];
      sum += w[j];
    }
    for (double v : spread) t.weights.push_back(static_cast<float>(half && sum != 0 ? v / sum : v));
    all.push_back(std::move(t));
  }
  return all;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat32);
  k.forward(0, sampled(in, taps(in.shape()[1], k.in(1).int_at(0), k.attrs()), taps(in.shape()[2], k.in(1).int_at(1), k.attrs())));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kResizeBicubic{.name = "ResizeBicubic", .infer = infer, .compute = compute, .reads_values = "size"};

}  // namespace misfit
