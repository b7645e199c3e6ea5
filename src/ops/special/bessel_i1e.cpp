// The modified Bessel function of order 1, scaled by e^-|x|.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return one_number(k, special::bessel_i1e); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.out[0], &dy = g.dy[0];
  const Operand slope = f.sub(f.run(kBesselI0e, {x}), f.mul(y, f.add(f.run(kSign, {x}), f.run(kDivNoNan, {f.run(kOnesLike, {x}), x}))));
  return {f.mul(dy, f.select(f.run(kEqual, {x, f.zeros_like(x)}), f.mul(f.run(kOnesLike, {x}), 0.5), slope))};
}

}  // namespace

constexpr OpDef kBesselI1e{.name = "BesselI1e", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
