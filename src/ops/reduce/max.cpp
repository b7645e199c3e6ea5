// The greatest over some axes.
#include <limits>

#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto zero) { using T = decltype(zero); return std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest(); }, [](auto a, auto b) { return b > a || b != b ? b : a; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kMax{.name = "Max", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .gradient = extreme_reduction_gradient, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
