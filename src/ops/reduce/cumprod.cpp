// The running product along one axis.
#include "ops/ops.h"
#include "ops/reduce/scan.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  scan(k, 1, [](auto a, auto b) { return a * b; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kCumprod{.name = "Cumprod", .infer = infer_scan, .compute = compute, .axes = axes_same, .reads_values = "axis"};

}  // namespace misfit
