// The mean under a window that slides over an image, or through a volume; padding does not count.
#include "ops/formula.h"
#include "ops/nn/pool.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return pool(k, [](const auto* image, const std::vector<int64_t>& pixels, auto* to, int64_t channels) {
    using T = std::remove_reference_t<decltype(*to)>;
    std::fill_n(to, channels, T(0));
    for (const int64_t p : pixels)
      for (int64_t i = 0; i < channels; ++i) to[i] += image[p * channels + i];
    const T count = static_cast<T>(pixels.size());
    for (int64_t i = 0; i < channels; ++i) to[i] /= count;
  });
}

Operands gradient(const Gradient& g, const OpDef& op) {
  const Formula f{g.emit};
  return {f.run(op, {f.shape(g.in[0]), g.dy[0]}, g.attrs)};
}

}  // namespace

constexpr OpDef kAvgPool{.name = "AvgPool", .infer = infer_pool, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kAvgPoolGrad); }, .axes = axes_pool};
constexpr OpDef kAvgPool3D{.name = "AvgPool3D", .infer = infer_pool, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kAvgPool3DGrad); }, .axes = axes_pool};

}  // namespace misfit
