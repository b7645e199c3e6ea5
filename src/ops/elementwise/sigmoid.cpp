// y = 1 / (1 + e⁻ˣ).
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { return math::sigmoid(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kSigmoidGrad, {g.out[0], g.dy[0]})}; }

}  // namespace

constexpr OpDef kSigmoid{.name = "Sigmoid", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
