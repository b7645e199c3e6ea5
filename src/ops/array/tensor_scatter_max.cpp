// A copy of a tensor with updates kept where greater than what is at the indices.
#include "ops/array/scatter.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return compute_tensor_scatter(k, ScatterBy::kMax); }

}  // namespace

constexpr OpDef kTensorScatterMax{.name = "TensorScatterMax", .infer = infer_tensor_scatter, .compute = compute, .gradient = extreme_scatter_gradient};

}  // namespace misfit
