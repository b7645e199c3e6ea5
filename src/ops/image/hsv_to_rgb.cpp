// Hue, saturation and value as red, green and blue.
#include "ops/image/colours.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return each_pixel(k, [](auto* from, auto* to) { to_rgb(from, to); }); }

}  // namespace

constexpr OpDef kHSVToRGB{.name = "HSVToRGB", .infer = infer_colours, .compute = compute, .axes = axes_same};

}  // namespace misfit
