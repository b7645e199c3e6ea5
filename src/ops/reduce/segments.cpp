#include "ops/reduce/segments.h"
#include "ops/arguments.h"

namespace misfit {

constexpr FaultSpec kSegmentRange{"segment_c1", "InvalidArgumentError", "segment_ids{at} = {id} is out of range [0, {segments})"};

namespace {
constexpr FaultSpec kCountShape = exact_rank("segment_c7", "num_segments should be a scalar, not shape {shape}");
constexpr FaultSpec kNegativeCount{"segment_c8", "InvalidArgumentError", "Input num_segments == {count} must not be negative.", "Dimension size, given by scalar input 2, must be non-negative but is {count}", {}, {}, "ValueError"};
constexpr FaultSpec kPrefix{"segment_c9", "InvalidArgumentError", "data.shape = {data} does not start with segment_ids.shape = {ids}"};
}  // namespace

Result<Specs, Fault> infer_segments(const Inference& x) {
  if (auto fault = is_scalar(x, 2, kCountShape)) return *fault;
  if (const auto count = known_integers(x.in[2]); count && (*count)[0] < 0) return Fault{&kNegativeCount, {{"count", text((*count)[0])}}};
  const Shape &data = x.in[0].shape, &ids = x.in[1].shape;
  if (!data.known_rank() || !ids.known_rank()) return infer_unknown(x);
  if (x.eager && (ids.rank() > data.rank() || data.slice(0, ids.rank()) != ids)) return Fault{&kPrefix, {{"data", bracket_text(data)}, {"ids", bracket_text(ids)}}};
  if (auto fault = want_rank_at_least(data, ids.rank())) return *fault;
  for (size_t i = 0; i < ids.rank(); ++i)
    if (data[i] >= 0 && ids[i] >= 0 && data[i] != ids[i]) return Fault{&kUnequalLengths, {{"a", text(data[i])}, {"b", text(ids[i])}}};
  const auto segments = known_integers(x.in[2]);
  Shape out{segments ? (*segments)[0] : Shape::kUnknown};
  for (size_t i = ids.rank(); i < data.rank(); ++i) out.push_back(data[i]);
  return Specs{{x.in[0].dtype, out}};
}

}  // namespace misfit
