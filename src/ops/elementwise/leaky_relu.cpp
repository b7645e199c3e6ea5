// y = x, or α x below 0.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const double alpha = k.attrs().get<double>("alpha", 0.2);
  unary_float(k, [alpha](auto x) { return x > 0 ? x : x * static_cast<decltype(x)>(alpha); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return {Formula{g.emit}.run(kLeakyReluGrad, {g.dy[0], g.in[0]}, {{"alpha", g.attrs.get<double>("alpha", 0.2)}})};
}

}  // namespace

constexpr OpDef kLeakyRelu{.name = "LeakyRelu", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
