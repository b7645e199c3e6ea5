// dy times the slope, taken from y.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary_float(k, [](auto dy, auto y) { return y < 0 ? dy * (y + decltype(y)(1.7580993408473768599)) : dy * decltype(y)(1.0507009873554804934); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand below = f.run(kLess, {g.in[1], f.scalar(g.in[1].dtype, 0)});
  return {f.run(kSeluGrad, {g.dy[0], g.in[1]}), f.select(below, f.mul(g.dy[0], g.in[0]), f.scalar(g.in[1].dtype, 0))};
}

}  // namespace

constexpr OpDef kSeluGrad{.name = "SeluGrad", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
