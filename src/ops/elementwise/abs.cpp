// y = |x|.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { using T = decltype(x); return x < T(0) ? -x : x + T(0); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& x = g.in[0];
  return {f.mul(dy, f.run(kSign, {x}))};
}

}  // namespace

constexpr OpDef kAbs{.name = "Abs", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
