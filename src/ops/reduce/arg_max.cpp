// Where the greatest element along one axis stands; the first of equals.
#include "ops/ops.h"
#include "ops/reduce/arg.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  if (auto fault = arg_fault(k)) return fault;
  arg_reduce(k, [](auto x, auto best) { return x > best; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kArgMax{.name = "ArgMax", .faults = {&kArgDimension, 1}, .infer = infer_arg, .compute = compute, .axes = axes_arg, .reads_values = "dimension"};

}  // namespace misfit
