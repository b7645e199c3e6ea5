// The Hurwitz zeta function: Σ (q + n)^-x.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return two_numbers(k, special::zeta); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {Operand{}, f.sum_to(f.mul(f.neg(f.mul(x, f.run(kZeta, {f.one_plus(x), y}))), dy), y)};
}

}  // namespace

constexpr OpDef kZeta{.name = "Zeta", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
