// The real part of each number.
#include "ops/complex/parts.h"
#include "ops/formula.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  complex_part(k, [](auto x) { return x.real(); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kComplex, {g.dy[0], f.zeros_like(g.dy[0])}, {{"Tout", g.in[0].dtype}})};
}

}  // namespace

constexpr OpDef kReal{.name = "Real", .infer = infer_part, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
