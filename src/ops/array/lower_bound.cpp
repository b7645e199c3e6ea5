// Where each value would go into its sorted row, before its equals.
#include "ops/array/bound.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {
std::optional<Fault> compute(Kernel& k) { return compute_bound(k, false); }
}

constexpr OpDef kLowerBound{.name = "LowerBound", .infer = infer_bound, .compute = compute};

}  // namespace misfit
