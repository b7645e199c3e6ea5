// The best boxes that do not overlap each other too much.
#include "ops/image/boxes.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank(x.in[0].shape, 2)) return *fault;
  if (auto fault = want_rank(x.in[1].shape, 1)) return *fault;
  return Specs{{DType::kInt32, Shape{Shape::kUnknown}}};
}

std::optional<Fault> compute(Kernel& k) {
  const auto kept = suppressed(k.in(0), k.in(1), k.in(2).int_at(0), k.in(3).at(0), k.in(4).at(0), 0, nullptr);
  k.forward(0, cast(Tensor::of<int64_t>(Shape{static_cast<int64_t>(kept.size())}, kept), DType::kInt32));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kNonMaxSuppressionV3{.name = "NonMaxSuppressionV3", .infer = infer, .compute = compute};

}  // namespace misfit
