// dy stretched over the axes a reduction took away, divided by their count for a mean: inputs dy, what was reduced, its axes.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, x.in[1].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Shape& shape = k.in(1).shape();
  const std::vector<bool> reduced = reduced_axes(k.in(2), shape.rank());
  Tensor dy = k.in(0).reshaped(reduced_shape(shape, reduced, true));
  if (k.attrs().get<bool>("mean") && dy.elements()) {
    const double count = static_cast<double>(shape.elements()) / static_cast<double>(dy.elements());
    visit_floating(dy.dtype(), [&](auto zero) {
      using T = decltype(zero);
      Tensor scaled = Tensor::uninitialized(dy.dtype(), dy.shape());
      const auto from = dy.data<T>();
      const auto to = scaled.mutable_data<T>();
      for (size_t i = 0; i < to.size(); ++i) to[i] = T(static_cast<Compute<T>>(from[i]) / static_cast<Compute<T>>(count));
      dy = scaled;
    });
  }
  std::vector<int64_t> strides = strides_of(dy.shape());
  for (size_t i = 0; i < strides.size(); ++i)
    if (reduced[i]) strides[i] = 0;
  gather_strided(dy, 0, strides, k.out(0, dy.dtype(), shape));
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const OpDef& op = g.attrs.get<bool>("mean") ? kMean : kSum;
  return {g.emit.emit(op, {g.dy[0], g.in[2]}, {{"keep_dims", g.attrs.get<bool>("keep_dims")}}), {}, {}};
}

}  // namespace

constexpr OpDef kExpandTo{.name = "ExpandTo", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
