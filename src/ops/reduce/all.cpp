// Whether all are true over some axes.
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto) { return true; }, [](auto a, auto b) { return static_cast<decltype(a)>(a && b); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kAll{.name = "All", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
