// Ones of the input's type and shape.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape());
  visit(in.dtype(), [&](auto zero) {
    using T = decltype(zero);
    for (T& x : out.mutable_data<T>()) x = T(1);
  });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kOnesLike{.name = "OnesLike", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
