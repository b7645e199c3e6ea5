// y = √x.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { return std::sqrt(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& y = g.out[0];
  // No slope asked for is none, even where the root is zero.
  return {f.run(kMulNoNan, {f.reciprocal(y), f.mul(dy, 0.5)})};
}

}  // namespace

constexpr OpDef kSqrt{.name = "Sqrt", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
