// A copy of a tensor with updates added to what is at the indices.
#include "ops/array/scatter.h"
#include "ops/formula.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return compute_tensor_scatter(k, ScatterBy::kAdd); }

Operands gradient(const Gradient& g) { return {g.dy[0], {}, Formula{g.emit}.run(kGatherNd, {g.dy[0], g.in[1]})}; }

}  // namespace

constexpr OpDef kTensorScatterAdd{.name = "TensorScatterAdd", .infer = infer_tensor_scatter, .compute = compute, .gradient = gradient};

}  // namespace misfit
