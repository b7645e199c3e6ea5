// A value known while tracing: attribute `value`.
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Tensor value = x.attrs.get<Tensor>("value");
  return Specs{{value.dtype(), value.shape(), value, {}}};
}

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, k.attrs().get<Tensor>("value"));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kConst{.name = "Const", .infer = infer, .compute = compute};

}  // namespace misfit
