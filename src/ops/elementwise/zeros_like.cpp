// Zeros of the input's type and shape.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, Tensor::zeros(k.in(0).dtype(), k.in(0).shape()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kZerosLike{.name = "ZerosLike", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
