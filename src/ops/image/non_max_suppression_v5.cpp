// The same with scores that fade, and the scores that are left.
#include "ops/image/boxes.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank(x.in[0].shape, 2)) return *fault;
  return Specs{{DType::kInt32, Shape{Shape::kUnknown}}, {x.in[0].dtype, Shape{Shape::kUnknown}}, {DType::kInt32, Shape{}}};
}

std::optional<Fault> compute(Kernel& k) {
  std::vector<double> scores;
  const auto kept = suppressed(k.in(0), k.in(1), k.in(2).int_at(0), k.in(3).at(0), k.in(4).at(0), k.in(5).at(0), &scores);
  const Shape shape{static_cast<int64_t>(kept.size())};
  k.forward(0, cast(Tensor::of<int64_t>(shape, kept), DType::kInt32));
  k.forward(1, cast(Tensor::of<double>(shape, scores), k.in(0).dtype()));
  k.forward(2, Tensor::scalar(static_cast<int32_t>(kept.size())));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kNonMaxSuppressionV5{.name = "NonMaxSuppressionV5", .infer = infer, .compute = compute};

}  // namespace misfit
