// Whether any is true over some axes.
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto) { return false; }, [](auto a, auto b) { return static_cast<decltype(a)>(a || b); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kAny{.name = "Any", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
