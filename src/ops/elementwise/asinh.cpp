// y = arsinh x.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { return std::asinh(x); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand& dy = g.dy[0];
  const Operand& y = g.out[0];
  return {f.div(dy, f.run(kCosh, {y}))};
}

}  // namespace

constexpr OpDef kAsinh{.name = "Asinh", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
