// Is x infinite?.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  test(k, [](auto x) { return std::isinf(x); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kIsInf{.name = "IsInf", .infer = infer_same_bool, .compute = compute, .axes = axes_same};

}  // namespace misfit
