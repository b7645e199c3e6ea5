// The mean over some axes; whole numbers are divided as whole numbers.
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<bool> reduced = reduced_axes(k.in(1), in.shape().rank());
  const DType t = in.dtype(), w = working_type(t);
  const Shape shape = reduced_shape(in.shape(), reduced, k.attrs().get<bool>("keep_dims"));
  Tensor& out = k.out(0, t, shape);
  const std::vector<ReduceStep> steps = reduce_steps(in.shape(), reduced);
  const Tensor wide_in = cast(in, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  int64_t count = 1;
  for (size_t i = 0; i < reduced.size(); ++i)
    if (reduced[i]) count *= in.shape()[i];
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    if (steps.empty()) std::copy_n(wide_in.data<T>().data(), wide.elements(), wide.mutable_data<T>().data());
    else reduce_all_steps<T>(wide_in, wide, steps, T(0), [](T a, T b) { return static_cast<T>(a + b); });
    if (!kIsFloating<T> && count == 0) return;
    for (T& x : wide.mutable_data<T>()) x = static_cast<T>(x / static_cast<T>(count));
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return sum_gradient(g, true); }

}  // namespace

constexpr OpDef kMean{.name = "Mean", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .gradient = gradient, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
