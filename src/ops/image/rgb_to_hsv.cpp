// Red, green and blue as hue, saturation and value.
#include "ops/image/colours.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return each_pixel(k, [](auto* from, auto* to) { to_hsv(from, to); }); }

}  // namespace

constexpr OpDef kRGBToHSV{.name = "RGBToHSV", .infer = infer_colours, .compute = compute, .axes = axes_same};

}  // namespace misfit
