// y = max(x, 0).
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { return x > 0 || x != x ? x : decltype(x)(0); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kReluGrad, {g.dy[0], g.out[0]})}; }

}  // namespace

constexpr OpDef kRelu{.name = "Relu", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
