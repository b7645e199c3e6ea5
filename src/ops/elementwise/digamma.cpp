// y = d ln Γ(x) / dx.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { using T = decltype(x); return T(math::digamma(double(x))); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kDigamma{.name = "Digamma", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
