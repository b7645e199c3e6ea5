// The nearest whole number, halves to even.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { return std::nearbyint(x); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRint{.name = "Rint", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
