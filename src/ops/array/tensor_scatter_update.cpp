// A copy of a tensor with updates written over what is at the indices.
#include "ops/array/scatter.h"
#include "ops/formula.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return compute_tensor_scatter(k, ScatterBy::kSet); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand updates = f.run(kGatherNd, {g.dy[0], g.in[1]});
  return {f.run(kTensorScatterUpdate, {g.dy[0], g.in[1], f.zeros_like(g.in[2])}), {}, updates};
}

}  // namespace

constexpr OpDef kTensorScatterUpdate{.name = "TensorScatterUpdate", .infer = infer_tensor_scatter, .compute = compute, .gradient = gradient};

}  // namespace misfit
