// How many axes a tensor has.
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Spec out{DType::kInt32, Shape{}};
  if (x.in[0].shape.known_rank()) out.constant = Tensor::scalar(static_cast<int32_t>(x.in[0].shape.rank()));
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, Tensor::scalar(static_cast<int32_t>(k.in(0).shape().rank())));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRank{.name = "Rank", .infer = infer, .compute = compute};

}  // namespace misfit
