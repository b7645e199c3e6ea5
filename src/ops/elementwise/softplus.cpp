// y = ln(1 + eˣ).
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  constexpr float kBound = 13.9423847f;                     // -(log(epsilon) + 2)
  unary_packets(k, [](float x) { const float e = packet::exp(x); return x > kBound ? x : x < -kBound ? e : packet::log1p(e); },
                [](auto x) { return math::softplus(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& x = g.in[0];
  return {f.mul(dy, f.run(kSigmoid, {x}))};
}

}  // namespace

constexpr OpDef kSoftplus{.name = "Softplus", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
