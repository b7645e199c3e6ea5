// y = eˣ - 1.
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_packets(k, packet::expm1, [](auto x) { return std::expm1(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& x = g.in[0];
  return {f.mul(dy, f.run(kExp, {x}))};
}

}  // namespace

constexpr OpDef kExpm1{.name = "Expm1", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
