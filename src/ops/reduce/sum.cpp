// The sum over some axes.
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto zero) { using T = decltype(zero); return T(0); }, [](auto a, auto b) { return static_cast<decltype(a)>(a + b); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return sum_gradient(g, false); }

}  // namespace

constexpr OpDef kSum{.name = "Sum", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .gradient = gradient, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
