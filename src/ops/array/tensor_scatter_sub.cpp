// A copy of a tensor with updates taken from what is at the indices.
#include "ops/array/scatter.h"
#include "ops/formula.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return compute_tensor_scatter(k, ScatterBy::kSub); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {g.dy[0], {}, f.neg(f.run(kGatherNd, {g.dy[0], g.in[1]}))};
}

}  // namespace

constexpr OpDef kTensorScatterSub{.name = "TensorScatterSub", .infer = infer_tensor_scatter, .compute = compute, .gradient = gradient};

}  // namespace misfit
