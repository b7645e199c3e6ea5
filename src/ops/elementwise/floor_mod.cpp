// z = x - ⌊x / y⌋ y.
#include "ops/elementwise/integer_division.h"
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  if (auto fault = zero_divisor(k)) return fault;
  binary(k, [](auto x, auto y) { return math::floor_mod(x, y); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {f.sum_to(dy, x), f.sum_to(f.neg(f.mul(dy, f.run(kFloorDiv, {x, y}))), y)};
}

}  // namespace

constexpr OpDef kFloorMod{.name = "FloorMod", .faults = {&kDivisionByZero, 1}, .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
