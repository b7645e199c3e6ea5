// z = x / y, 0 where y is 0.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary_float(k, [](auto x, auto y) { return y == 0 ? decltype(x)(0) : x / y; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {f.sum_to(f.run(kDivNoNan, {dy, y}), x),
          f.sum_to(f.mul(dy, f.run(kDivNoNan, {f.run(kDivNoNan, {f.neg(x), y}), y})), y)};
}

}  // namespace

constexpr OpDef kDivNoNan{.name = "DivNoNan", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
