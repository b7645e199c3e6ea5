// Colours turned round the wheel by delta.
#include "ops/image/colours.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const double delta = k.in(1).at(0);
  return each_pixel(k, [&](auto* from, auto* to) {
    using T = std::remove_cv_t<std::remove_pointer_t<decltype(to)>>;
    T hsv[3];
    to_hsv(from, hsv);
    hsv[0] += static_cast<T>(delta);
    hsv[0] -= std::floor(hsv[0]);
    to_rgb(hsv, to);
  });
}

}  // namespace

constexpr OpDef kAdjustHue{.name = "AdjustHue", .infer = infer_adjusted, .compute = compute, .axes = axes_same};

}  // namespace misfit
