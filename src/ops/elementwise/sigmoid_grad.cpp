// dy y (1 - y).
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary_float(k, [](auto y, auto dy) { return dy * y * (1 - y); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &y = g.in[0], &dy = g.in[1], &d = g.dy[0];
  return {f.mul(f.mul(d, dy), f.one_minus(f.mul(y, 2))), f.run(kSigmoidGrad, {y, d})};
}

}  // namespace

constexpr OpDef kSigmoidGrad{.name = "SigmoidGrad", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
