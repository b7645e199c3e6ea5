// |x| of complex numbers.
#include "ops/complex/parts.h"
#include "ops/formula.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  complex_part(k, [](auto x) { return std::abs(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.mul(f.run(kComplex, {g.dy[0], f.zeros_like(g.dy[0])}, {{"Tout", g.in[0].dtype}}), f.run(kSign, {g.in[0]}))};
}

}  // namespace

constexpr OpDef kComplexAbs{.name = "ComplexAbs", .infer = infer_part, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
