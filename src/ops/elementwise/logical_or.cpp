// z = x or y.
#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  compare(k, [](auto x, auto y) { return x || y; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kLogicalOr{.name = "LogicalOr", .infer = infer_broadcast_bool, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
