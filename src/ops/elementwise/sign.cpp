// y = -1, 0 or 1.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { using T = decltype(x); return T((x > T(0)) - (x < T(0))) + (x == x ? T(0) : x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& x = g.in[0];
  return {f.zeros_like(x)};
}

}  // namespace

constexpr OpDef kSign{.name = "Sign", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
