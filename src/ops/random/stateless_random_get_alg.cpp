// The number of the generator in use: 1, Philox.
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference&) { return Specs{{DType::kInt32, Shape{}}}; }

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, Tensor::scalar(int32_t{1}));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomGetAlg{.name = "StatelessRandomGetAlg", .infer = infer, .compute = compute};

}  // namespace misfit
