// How many elements a tensor has.
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Spec out{x.attrs.get<DType>("out_type", DType::kInt32), Shape{}};
  if (x.in[0].shape.fully_known()) out.constant = cast(Tensor::scalar(x.in[0].shape.elements()), out.dtype);
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, cast(Tensor::scalar(k.in(0).elements()), k.attrs().get<DType>("out_type", DType::kInt32)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kSize{.name = "Size", .infer = infer, .compute = compute};

}  // namespace misfit
