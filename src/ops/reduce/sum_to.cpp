// dy summed over the axes a broadcast had stretched: inputs dy and what was broadcast.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, x.in[1].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& dy = k.in(0);
  const Shape& shape = k.in(1).shape();
  if (dy.shape() == shape) {
    k.forward(0, dy);
    return std::nullopt;
  }
  const size_t rank = dy.shape().rank(), more = rank - shape.rank();
  std::vector<bool> reduced(rank);
  for (size_t i = 0; i < rank; ++i) reduced[i] = i < more || (shape[i - more] == 1 && dy.shape()[i] != 1);
  const std::vector<ReduceStep> steps = reduce_steps(dy.shape(), reduced);
  if (steps.empty()) {
    k.forward(0, dy.reshaped(shape));
    return std::nullopt;
  }
  const DType t = dy.dtype(), w = working_type(t);
  Tensor& out = k.out(0, t, shape);
  const Tensor in = cast(dy, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    reduce_all_steps<T>(in, wide, steps, T(0), [](T a, T b) { return static_cast<T>(a + b); });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kBroadcastTo, {g.dy[0], f.shape(g.in[0])}), {}};
}

}  // namespace

constexpr OpDef kSumTo{.name = "SumTo", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
