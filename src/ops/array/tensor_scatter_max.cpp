// A copy of a tensor with updates kept where greater than what is at the indices.
#include "ops/array/scatter.h"
#include "ops/formula.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return compute_tensor_scatter(k, ScatterBy::kMax); }

// dy is shared among the tensor and the updates that gave the result.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &at = g.in[1], &updates = g.in[2], &y = g.out[0];
  const Operand from_x = f.cast(f.run(kEqual, {x, y}), x.dtype);
  const Operand from_updates = f.cast(f.run(kEqual, {updates, f.run(kGatherNd, {y, at})}), x.dtype);
  const Operand share = f.div(g.dy[0], f.add(from_x, f.run(kScatterNd, {at, from_updates, f.cast(f.shape(x), at.dtype)})));
  return {f.mul(share, from_x), {}, f.mul(f.run(kGatherNd, {share, at}), from_updates)};
}

}  // namespace

constexpr OpDef kTensorScatterMax{.name = "TensorScatterMax", .infer = infer_tensor_scatter, .compute = compute, .gradient = gradient};

}  // namespace misfit
