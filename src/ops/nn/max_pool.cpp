// The greatest under a window that slides over an image, or through a volume.
#include "ops/formula.h"
#include "ops/nn/pool.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return pool(k, [](const auto* image, const std::vector<int64_t>& pixels, auto* to, int64_t channels) {
    std::copy_n(image + pixels[0] * channels, channels, to);
    for (size_t p = 1; p < pixels.size(); ++p) {
      const auto* pixel = image + pixels[p] * channels;
      for (int64_t i = 0; i < channels; ++i) to[i] = pixel[i] > to[i] || pixel[i] != pixel[i] ? pixel[i] : to[i];
    }
  });
}

Operands gradient(const Gradient& g, const OpDef& op) { return {Formula{g.emit}.run(op, {g.in[0], g.out[0], g.dy[0]}, g.attrs)}; }

}  // namespace

constexpr OpDef kMaxPool{.name = "MaxPool", .infer = infer_pool, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kMaxPoolGrad); }, .axes = axes_pool};
constexpr OpDef kMaxPool3D{.name = "MaxPool3D", .infer = infer_pool, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kMaxPool3DGrad); }, .axes = axes_pool};

}  // namespace misfit
