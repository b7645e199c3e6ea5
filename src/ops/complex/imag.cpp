// The imaginary part of each number.
#include "ops/complex/parts.h"
#include "ops/formula.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  complex_part(k, [](auto x) { return x.imag(); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kComplex, {f.zeros_like(g.dy[0]), g.dy[0]}, {{"Tout", g.in[0].dtype}})};
}

}  // namespace

constexpr OpDef kImag{.name = "Imag", .infer = infer_part, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
