// Is x a finite number?.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  test(k, [](auto x) { return std::isfinite(x); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kIsFinite{.name = "IsFinite", .infer = infer_same_bool, .compute = compute, .axes = axes_same};

}  // namespace misfit
