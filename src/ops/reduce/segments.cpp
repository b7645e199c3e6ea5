#include "ops/reduce/segments.h"

namespace misfit {

constexpr FaultSpec kSegmentRange{"segment_c1", "InvalidArgumentError", "segment_ids{at} = {id} is out of range [0, {segments})"};

Result<Specs, Fault> infer_segments(const Inference& x) {
  const Shape &data = x.in[0].shape, &ids = x.in[1].shape;
  if (!data.known_rank() || !ids.known_rank()) return infer_unknown(x);
  const auto segments = known_integers(x.in[2]);
  Shape out{segments ? (*segments)[0] : Shape::kUnknown};
  for (size_t i = ids.rank(); i < data.rank(); ++i) out.push_back(data[i]);
  return Specs{{x.in[0].dtype, out}};
}

}  // namespace misfit
