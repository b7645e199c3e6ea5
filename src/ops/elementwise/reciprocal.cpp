// y = 1 / x, under its name of today and its older one.
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const auto scalar = [](auto x) { using T = decltype(x); return T(1) / x; };
  if (k.in(0).dtype() != DType::kFloat32) unary(k, scalar);
  else if (packet::older()) unary_packets(k, packet::older_reciprocal, scalar);
  else unary_packets(k, packet::newer_reciprocal, scalar);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& y = g.out[0];
  return {f.neg(f.mul(dy, f.square(y)))};
}

}  // namespace

constexpr OpDef kInv{.name = "Inv", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};
constexpr OpDef kReciprocal{.name = "Reciprocal", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
