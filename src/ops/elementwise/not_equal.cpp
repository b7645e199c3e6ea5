// z = x ≠ y, for every element type.
#include "ops/elementwise/equality.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  compare_any(k, [](const auto& x, const auto& y) { return x != y; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kNotEqual{.name = "NotEqual", .infer = infer_broadcast_bool, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
