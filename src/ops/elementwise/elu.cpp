// y = x, or eˣ - 1 below 0.
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_packets(k, [](float x) { return x < 0 ? packet::exp(x) - 1 : x; }, [](auto x) { return x < 0 ? std::exp(x) - 1 : x; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kEluGrad, {g.dy[0], g.out[0]})}; }

}  // namespace

constexpr OpDef kElu{.name = "Elu", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
