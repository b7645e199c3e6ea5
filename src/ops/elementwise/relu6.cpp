// y = min(max(x, 0), 6).
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { return x < 0 ? decltype(x)(0) : x > 6 ? decltype(x)(6) : x; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kRelu6Grad, {g.dy[0], g.out[0]})}; }

}  // namespace

constexpr OpDef kRelu6{.name = "Relu6", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
