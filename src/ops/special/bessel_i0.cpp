// The modified Bessel function of order 0.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return one_number(k, [](double x) { return special::bessel_i0e(x) * std::exp(std::abs(x)); }); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.out[0], &dy = g.dy[0];
  (void)y;
  return {f.mul(dy, f.run(kBesselI1, {x}))};
}

}  // namespace

constexpr OpDef kBesselI0{.name = "BesselI0", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
