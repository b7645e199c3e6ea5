// What a stack had before one of its rows was replaced: that row is zero, and rows that were added are gone.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, x.in[2].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor &stack = k.in(0), &before = k.in(2);
  const int64_t at = k.in(1).int_at(0), n = stack.shape().slice(1, stack.shape().rank()).elements();
  if (before.elements() % std::max<int64_t>(n, 1) || before.shape().slice(1, before.shape().rank()) != stack.shape().slice(1, stack.shape().rank())) {
    Tensor none = Tensor::zeros(stack.dtype(), before.shape());
    k.forward(0, none);
    return std::nullopt;
  }
  Tensor out = Tensor::uninitialized(stack.dtype(), before.shape());
  copy_elements(stack, 0, out, 0, before.elements());
  if (at < before.shape()[0]) {
    const Tensor zero = Tensor::zeros(stack.dtype(), Shape{n});
    copy_elements(zero, 0, out, at * n, n);
  }
  k.forward(0, out);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kTensorArrayForget{.name = "TensorArrayForget", .infer = infer, .compute = compute};

}  // namespace misfit
