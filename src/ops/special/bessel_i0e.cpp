// The modified Bessel function of order 0, scaled by e^-|x|.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return one_number(k, special::bessel_i0e); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.out[0], &dy = g.dy[0];
  return {f.mul(dy, f.sub(f.run(kBesselI1e, {x}), f.mul(f.run(kSign, {x}), y)))};
}

}  // namespace

constexpr OpDef kBesselI0e{.name = "BesselI0e", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
