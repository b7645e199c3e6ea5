// The angle of the point (x, y).
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary_float(k, [](auto x, auto y) { return std::atan2(x, y); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {f.sum_to(f.mul(y, f.div(dy, f.add(f.square(x), f.square(y)))), x),
          f.sum_to(f.neg(f.mul(x, f.div(dy, f.add(f.square(x), f.square(y))))), y)};
}

}  // namespace

constexpr OpDef kAtan2{.name = "Atan2", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
