// dy, or α dy where x was not above 0.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const double alpha = k.attrs().get<double>("alpha", 0.2);
  binary_float(k, [alpha](auto dy, auto x) { return x > 0 ? dy : dy * static_cast<decltype(dy)>(alpha); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kLeakyReluGrad, {g.dy[0], g.in[1]}, g.attrs), f.zeros_like(g.in[1])};
}

}  // namespace

constexpr OpDef kLeakyReluGrad{.name = "LeakyReluGrad", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
