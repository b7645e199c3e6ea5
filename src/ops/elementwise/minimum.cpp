// z = min(x, y).
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary(k, [](auto x, auto y) { return x != x || x < y ? x : y; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {f.sum_to(f.select(f.run(kLessEqual, {x, y}), dy, f.scalar(dy.dtype, 0)), x),
          f.sum_to(f.select(f.run(kGreater, {x, y}), dy, f.scalar(dy.dtype, 0)), y)};
}

}  // namespace

constexpr OpDef kMinimum{.name = "Minimum", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
