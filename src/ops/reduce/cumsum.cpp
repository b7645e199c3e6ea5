// The running sum along one axis.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/scan.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  scan(k, 0, [](auto a, auto b) { return a + b; });
  return std::nullopt;
}

// The running sum of dy, the other way round.
Operands gradient(const Gradient& g) {
  return {Formula{g.emit}.run(kCumsum, {g.dy[0], g.in[1]}, {{"exclusive", g.attrs.get<bool>("exclusive")}, {"reverse", !g.attrs.get<bool>("reverse")}}), {}};
}

}  // namespace

constexpr OpDef kCumsum{.name = "Cumsum", .infer = infer_scan, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "axis"};

}  // namespace misfit
