// y = eˣ.
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_packets(k, packet::exp, [](auto x) { return math::exp(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& y = g.out[0];
  return {f.mul(dy, y)};
}

}  // namespace

constexpr OpDef kExp{.name = "Exp", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
