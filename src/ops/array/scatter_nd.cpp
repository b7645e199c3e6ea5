// Updates added into zeros of a given shape.
#include "ops/array/copy.h"
#include "ops/array/scatter.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = inner_fault(shape_from(x.in[2]), x.in[0].shape, x.in[1].shape, true)) return *fault;
  Spec any = x.in[1];
  any.shape = Shape::unknown_rank();
  const Spec scattered[] = {any, x.in[0], x.in[1]};
  auto checked = infer_tensor_scatter({scattered, x.attrs, x.eager});
  if (!checked.ok()) return checked.error();
  return Specs{{x.in[1].dtype, shape_from(x.in[2])}};
}

std::optional<Fault> compute(Kernel& k) {
  Tensor& out = k.out(0, k.in(1).dtype(), Shape(integers(k.in(2))));
  fill_zero(out);
  return scatter(ScatterBy::kAdd, k.in(0), k.in(1), out);
}

Operands gradient(const Gradient& g) { return {{}, g.emit.emit(kGatherNd, {g.dy[0], g.in[0]}), {}}; }

}  // namespace

constexpr OpDef kScatterNd{.name = "ScatterNd", .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "shape"};

}  // namespace misfit
