// The same tensor, if it holds no NaN and no infinity.
#include <cmath>

#include "ops/check/check.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"check_numerics_c1", "InvalidArgumentError", "{message} : Tensor had {kinds} values"}};

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat64);
  bool nan = false, inf = false;
  for (double x : in.data<double>()) {
    nan = nan || std::isnan(x);
    inf = inf || std::isinf(x);
  }
  if (nan || inf)
    return Fault{&kFaults[0], {{"message", k.attrs().get<std::string>("message")}, {"kinds", nan && inf ? "Inf and NaN" : nan ? "NaN" : "Inf"}}};
  k.forward(0, k.in(0));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.dy[0]}; }

}  // namespace

constexpr OpDef kCheckNumerics{.name = "CheckNumerics", .faults = kFaults, .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same, .stateful = true};

}  // namespace misfit
