// y = 1 / x.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { using T = decltype(x); return T(1) / x; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& y = g.out[0];
  return {f.neg(f.mul(dy, f.square(y)))};
}

}  // namespace

constexpr OpDef kReciprocal{.name = "Reciprocal", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
