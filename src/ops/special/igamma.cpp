// The lower regularized incomplete gamma function.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return two_numbers(k, special::igamma); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  const Operand density = f.run(kExp, {f.sub(f.add(f.neg(y), f.mul(f.sub(x, f.scalar(x.dtype, 1)), f.run(kLog, {y}))), f.run(kLgamma, {x}))});
  return {Operand{}, f.sum_to(f.mul(density, dy), y)};
}

}  // namespace

constexpr OpDef kIgamma{.name = "Igamma", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
