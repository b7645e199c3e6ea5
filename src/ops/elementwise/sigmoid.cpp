// y = 1 / (1 + e⁻ˣ).
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const auto scalar = [](auto x) { return math::sigmoid(x); };
  if (packet::older()) unary_packets(k, packet::older_sigmoid, scalar);
  else unary_packets(k, packet::newer_sigmoid, scalar);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kSigmoidGrad, {g.out[0], g.dy[0]})}; }

}  // namespace

constexpr OpDef kSigmoid{.name = "Sigmoid", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
