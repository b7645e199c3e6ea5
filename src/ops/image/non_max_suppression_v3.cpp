// The best boxes that do not overlap each other too much.
#include "ops/image/boxes.h"
#include "ops/library_ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {exact_rank("suppression_c1", "boxes must be 2-D{shape} (Shape must be rank 2 but is rank {rank})"), exact_rank("suppression_c2", "scores must be 1-D{shape} (Shape must be rank 1 but is rank {rank})"),
                                 {"suppression_c3", "InvalidArgumentError", "scores has incompatible shape (Dimensions must be equal, but are {a} and {b})", "Dimensions must be equal, but are {a} and {b}", {}, {}, "ValueError"},
                                 exact_rank("suppression_c4", "max_output_size must be 0-D, got shape {shape} (Shape must be rank 0 but is rank {rank})"),
                                 {"suppression_c5", "InvalidArgumentError", "boxes must have 4 columns (Dimension must be 4 but is {columns})", "Dimension must be 4 but is {columns}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 0, 2, kFaults[0])) return *fault;
  if (auto fault = rank_is(x, 1, 1, kFaults[1])) return *fault;
  const Shape &boxes = x.in[0].shape, &scores = x.in[1].shape;
  if (boxes.known_rank() && scores.known_rank() && boxes[0] >= 0 && scores[0] >= 0 && boxes[0] != scores[0]) return Fault{&kFaults[2], {{"a", text(boxes[0])}, {"b", text(scores[0])}}};
  if (boxes.known_rank() && boxes[1] >= 0 && boxes[1] != 4) return Fault{&kFaults[4], {{"columns", text(boxes[1])}}};
  if (auto fault = is_scalar(x, 2, kFaults[3])) return *fault;
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
