// y = 1 / √x.
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_packets(k, packet::rsqrt, [](auto x) { using T = decltype(x); return T(1) / std::sqrt(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& y = g.out[0];
  return {f.mul(f.mul(dy, -0.5), f.mul(f.square(y), y))};
}

}  // namespace

constexpr OpDef kRsqrt{.name = "Rsqrt", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
