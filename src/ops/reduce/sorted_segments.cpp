#include "ops/reduce/sorted_segments.h"
#include "ops/arguments.h"

namespace misfit {

constexpr FaultSpec kUnsorted{"segment_c2", "InvalidArgumentError", "segment ids are not increasing"};
constexpr FaultSpec kNegative{"segment_c3", "InvalidArgumentError", "Segment id {id} out of range [0, {length}), possibly because 'segment_ids' input is not sorted."};
constexpr FaultSpec kLengths{"segment_c4", "InvalidArgumentError", "segment_ids should be the same size as dimension 0 of input."};

namespace {
constexpr FaultSpec kInput = least_rank("segment_c5", "input must be at least rank 1"), kIds = exact_rank("segment_c6", "segment_ids should be a vector.");
}  // namespace

Result<Specs, Fault> infer_sorted_segments(const Inference& x) {
  if (auto fault = rank_at_least(x, 0, 1, kInput)) return *fault;
  if (auto fault = rank_is(x, 1, 1, kIds)) return *fault;
  if (auto fault = want_rank_at_least(x.in[0].shape, 1)) return *fault;
  if (!x.in[0].shape.known_rank()) return infer_unknown(x);
  return Specs{{x.in[0].dtype, x.in[0].shape.with(0, Shape::kUnknown)}};
}

std::optional<Fault> sorted_segments_fault(Kernel& k) {
  const std::vector<int64_t> ids = integers(k.in(1));
  if (static_cast<int64_t>(ids.size()) != k.in(0).shape()[0]) return Fault{&kLengths, {}};
  for (size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] < 0) return Fault{&kNegative, {{"id", text(ids[i])}, {"length", std::to_string(ids.size())}}};
    if (i && ids[i] < ids[i - 1]) return Fault{&kUnsorted, {}};
  }
  return std::nullopt;
}

Operands extreme_gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand axis = f.integer(0);
  const Operand mine = f.run(kGatherV2, {g.out[0], g.in[1], axis});
  const Operand best = f.cast(f.run(kEqual, {g.in[0], mine}), g.in[0].dtype);
  const Operand count = f.run(kSegmentSum, {best, g.in[1]});
  const Operand share = f.run(kGatherV2, {f.div(g.dy[0], count), g.in[1], axis});
  return {f.mul(best, share), {}};
}

}  // namespace misfit
