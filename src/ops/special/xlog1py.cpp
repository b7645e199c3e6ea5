// x log(1 + y), and 0 where x is.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return two_numbers(k, [](double x, double y) { return x == 0 ? 0.0 : x * std::log1p(y); }); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  const Operand some = f.cast(f.run(kNotEqual, {x, f.zeros_like(x)}), x.dtype);
  return {f.sum_to(f.mul(f.run(kXlog1py, {some, y}), dy), x), f.sum_to(f.mul(f.run(kXdivy, {x, f.one_plus(y)}), dy), y)};
}

}  // namespace

constexpr OpDef kXlog1py{.name = "Xlog1py", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
