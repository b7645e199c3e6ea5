// z = x ln y, 0 where x is 0.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary_float(k, [](auto x, auto y) { return x == 0 ? decltype(x)(0) : x * math::log(y); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {f.sum_to(f.mul(dy, f.run(kXlogy, {f.cast(f.run(kNotEqual, {x, f.scalar(x.dtype, 0)}), x.dtype), y})), x),
          f.sum_to(f.mul(dy, f.run(kDivNoNan, {x, y})), y)};
}

}  // namespace

constexpr OpDef kXlogy{.name = "Xlogy", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
