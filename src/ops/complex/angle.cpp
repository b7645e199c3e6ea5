// The argument of each number, in radians.
#include "ops/complex/parts.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  complex_part(k, [](auto x) { return std::arg(x); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kAngle{.name = "Angle", .infer = infer_part, .compute = compute, .axes = axes_same};

}  // namespace misfit
