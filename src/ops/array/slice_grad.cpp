// dy put back where a slice was taken from, zeros elsewhere. (TensorFlow pads.)
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, x.in[1].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& dy = k.in(0);
  Tensor& out = k.out(0, dy.dtype(), k.in(1).shape());
  fill_zero(out);
  const std::vector<int64_t> begin = integers(k.in(2)), strides = strides_of(out.shape());
  int64_t offset = 0;
  for (size_t i = 0; i < begin.size(); ++i) offset += begin[i] * strides[i];
  scatter_strided(dy, out, offset, strides);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kSlice, {g.dy[0], g.in[2], g.emit.emit(kShape, {g.in[0]})}), {}, {}}; }

}  // namespace

constexpr OpDef kSliceGrad{.name = "SliceGrad", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
