// Is x not a number?.
#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  test(k, [](auto x) { return x != x; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kIsNan{.name = "IsNan", .infer = infer_same_bool, .compute = compute, .axes = axes_same};

}  // namespace misfit
