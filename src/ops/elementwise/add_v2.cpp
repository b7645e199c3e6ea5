// z = x + y.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary(k, [](auto x, auto y) { return x + y; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &y = g.in[1], &dy = g.dy[0];
  return {f.sum_to(dy, x),
          f.sum_to(dy, y)};
}

}  // namespace

constexpr OpDef kAddV2{.name = "AddV2", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
