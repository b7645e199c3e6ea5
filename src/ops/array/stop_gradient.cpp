// The same tensor, taken as a constant.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, k.in(0));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStopGradient{.name = "StopGradient", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
