// The quantile of the standard normal distribution.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return one_number(k, special::ndtri); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.out[0], &dy = g.dy[0];
  (void)x;
  return {f.mul(dy, f.mul(f.run(kExp, {f.mul(f.square(y), 0.5)}), 2.5066282746310002))};
}

}  // namespace

constexpr OpDef kNdtri{.name = "Ndtri", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
