// Where each value would go into its sorted row, behind its equals.
#include "ops/array/bound.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {
std::optional<Fault> compute(Kernel& k) { return compute_bound(k, true); }
}

constexpr OpDef kUpperBound{.name = "UpperBound", .infer = infer_bound, .compute = compute};

}  // namespace misfit
