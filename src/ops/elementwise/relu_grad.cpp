// dy where y > 0.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary(k, [](auto dy, auto y) { return y > 0 ? dy : decltype(y)(0); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kReluGrad, {g.dy[0], g.in[1]}), f.zeros_like(g.in[1])};
}

}  // namespace

constexpr OpDef kReluGrad{.name = "ReluGrad", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
