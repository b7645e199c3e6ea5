// Python's indexing: x[1:3, ..., None, ::-1].
#include "ops/array/copy.h"
#include "ops/array/strided_slice.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (!x.in[0].shape.known_rank()) return infer_unknown(x);
  const StridedSliceSpec spec = strided_slice_spec(x.attrs, x.in[1], x.in[2], x.in[3]);
  auto r = resolve(spec, x.in[0].shape);
  if (!r.ok()) return r.error();
  Spec out{x.in[0].dtype, r->out};
  const std::optional<Shape>& partial = x.in[0].partial;
  if (partial && partial->known_rank() && x.in[0].shape.rank() == 1 && spec.begin && spec.end && r->length[0] >= 0) {
    Shape taken;
    for (int64_t i = 0; i < r->length[0]; ++i) taken.push_back((*partial)[static_cast<size_t>(r->begin[0] + i * r->stride[0])]);
    if (r->out.rank() <= 1) out.partial = taken;
    if (taken.fully_known() && r->out.rank() <= 1) {
      const Tensor values = Tensor::of<int64_t>(r->out, taken.dims());
      out.constant = cast(values, out.dtype);
    }
  }
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const auto as_spec = [](const Tensor& t) { return Spec{t.dtype(), t.shape(), t, {}}; };
  auto r = resolve(strided_slice_spec(k.attrs(), as_spec(k.in(1)), as_spec(k.in(2)), as_spec(k.in(3))), in.shape());
  if (!r.ok()) return r.error();
  const std::vector<int64_t> strides = strides_of(in.shape());
  int64_t offset = 0;
  for (size_t i = 0; i < strides.size(); ++i) offset += r->begin[i] * strides[i];
  std::vector<int64_t> steps;
  for (int axis : r->source) steps.push_back(axis < 0 ? 0 : strides[static_cast<size_t>(axis)] * r->stride[static_cast<size_t>(axis)]);
  gather_strided(in, offset, steps, k.out(0, in.dtype(), r->out));
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  Attrs attrs;
  for (std::string_view mask : {"begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"})
    attrs.set(mask, g.attrs.get<int64_t>(mask));
  const Formula f{g.emit};
  Operand shape = f.shape(g.in[0]);
  if (shape.dtype != g.in[1].dtype) shape = f.cast(shape, g.in[1].dtype);
  return {f.run(kStridedSliceGrad, {shape, g.in[1], g.in[2], g.in[3], g.dy[0]}, attrs), {}, {}, {}};
}

AxisMap axes(const Inference& x, size_t) {
  if (!x.in[0].shape.known_rank()) return {};
  auto r = resolve(strided_slice_spec(x.attrs, x.in[1], x.in[2], x.in[3]), x.in[0].shape);
  AxisMap map;
  if (r.ok())
    for (int axis : r->source) map.push_back(axis < 0 ? AxisSource{} : AxisSource{0, axis});
  return map;
}

}  // namespace

constexpr OpDef kStridedSlice{.name = "StridedSlice", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_values = "begin, end, strides"};

}  // namespace misfit
