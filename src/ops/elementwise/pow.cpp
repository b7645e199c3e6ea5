// z = xʸ.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"pow_c1", "InvalidArgumentError", "Integers to negative integer powers are not allowed"}};

std::optional<Fault> compute(Kernel& k) {
  const Tensor& y = k.in(1);
  if (is_integer(y.dtype()) && !is_unsigned(y.dtype()))
    for (int64_t i = 0; i < y.elements(); ++i)
      if (y.int_at(i) < 0) return Fault{&kFaults[0], {}};   // y ≥ 0 for whole numbers
  binary(k, [](auto x, auto n) { return math::pow(x, n); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &z = g.out[0], &dy = g.dy[0];
  const Operand zero = f.scalar(x.dtype, 0), one = f.scalar(x.dtype, 1);
  const Operand dx = f.mul(f.mul(dy, y), f.run(kPow, {x, f.sub(y, one)}));
  const Operand positive = f.run(kGreater, {x, zero});
  const Operand log_x = f.select(positive, f.run(kLog, {f.select(positive, x, one)}), zero);
  return {f.sum_to(dx, x), f.sum_to(f.mul(f.mul(dy, z), log_x), y)};
}

}  // namespace

constexpr OpDef kPow{.name = "Pow", .faults = kFaults, .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
