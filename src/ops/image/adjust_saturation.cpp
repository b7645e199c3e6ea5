// Colours made stronger or paler by a factor.
#include "ops/image/colours.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const double scale = k.in(1).at(0);
  return each_pixel(k, [&](auto* from, auto* to) {
    using T = std::remove_cv_t<std::remove_pointer_t<decltype(to)>>;
    T hsv[3];
    to_hsv(from, hsv);
    hsv[1] = std::min(T(1), std::max(T(0), static_cast<T>(hsv[1] * static_cast<T>(scale))));
    to_rgb(hsv, to);
  });
}

}  // namespace

constexpr OpDef kAdjustSaturation{.name = "AdjustSaturation", .infer = infer_adjusted, .compute = compute, .axes = axes_same};

}  // namespace misfit
