// dy put back where a strided slice was taken from, zeros elsewhere.
#include "ops/array/copy.h"
#include "ops/array/strided_slice.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[4].dtype, shape_from(x.in[0])}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& dy = k.in(4);
  Tensor& out = k.out(0, dy.dtype(), Shape(integers(k.in(0))));
  fill_zero(out);
  const auto as_spec = [](const Tensor& t) { return Spec{t.dtype(), t.shape(), t, {}}; };
  auto r = resolve(strided_slice_spec(k.attrs(), as_spec(k.in(1)), as_spec(k.in(2)), as_spec(k.in(3))), out.shape());
  if (!r.ok()) return r.error();
  const std::vector<int64_t> strides = strides_of(out.shape());
  int64_t offset = 0;
  for (size_t i = 0; i < strides.size(); ++i) offset += r->begin[i] * strides[i];
  std::vector<int64_t> steps;
  for (int axis : r->source) steps.push_back(axis < 0 ? 0 : strides[static_cast<size_t>(axis)] * r->stride[static_cast<size_t>(axis)]);
  scatter_strided(dy, out, offset, steps);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return {{}, {}, {}, {}, g.emit.emit(kStridedSlice, {g.dy[0], g.in[1], g.in[2], g.in[3]}, g.attrs)};
}

}  // namespace

constexpr OpDef kStridedSliceGrad{.name = "StridedSliceGrad", .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "shape"};

}  // namespace misfit
