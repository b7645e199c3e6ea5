// y = tanh x.
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const auto scalar = [](auto x) { return math::tanh(x); };
  if (packet::older()) unary_packets(k, packet::older_tanh, scalar);
  else unary_packets(k, packet::newer_tanh, scalar);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kTanhGrad, {g.out[0], g.dy[0]})}; }

}  // namespace

constexpr OpDef kTanh{.name = "Tanh", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
