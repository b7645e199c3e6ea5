// The modified Bessel function of order 1.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return one_number(k, [](double x) { return special::bessel_i1e(x) * std::exp(std::abs(x)); }); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.out[0], &dy = g.dy[0];
  const Operand slope = f.sub(f.run(kBesselI0, {x}), f.run(kDivNoNan, {y, x}));
  return {f.mul(dy, f.select(f.run(kEqual, {x, f.zeros_like(x)}), f.mul(f.run(kOnesLike, {x}), 0.5), slope))};
}

}  // namespace

constexpr OpDef kBesselI1{.name = "BesselI1", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
