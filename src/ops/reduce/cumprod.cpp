// The running product along one axis.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/scan.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  scan(k, 1, [](auto a, auto b) { return a * b; });
  return std::nullopt;
}

// The running sum of dy y, the other way round, over x.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs back{{"exclusive", g.attrs.get<bool>("exclusive")}, {"reverse", !g.attrs.get<bool>("reverse")}};
  return {f.run(kDivNoNan, {f.run(kCumsum, {f.mul(g.out[0], g.dy[0]), g.in[1]}, back), g.in[0]}), {}};
}

}  // namespace

constexpr OpDef kCumprod{.name = "Cumprod", .infer = infer_scan, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "axis"};

}  // namespace misfit
