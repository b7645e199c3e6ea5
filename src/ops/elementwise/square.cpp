// y = x².
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { return x * x; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& x = g.in[0];
  return {f.mul(dy, f.mul(x, 2))};
}

}  // namespace

constexpr OpDef kSquare{.name = "Square", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
