// What the reductions by segment share: inputs are the data, the segment of each row, how many segments there are.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/rules.h"

namespace misfit {

extern const FaultSpec kSegmentRange;         // segment_c1: segment < num_segments
Result<Specs, Fault> infer_segments(const Inference&);

template <class Start, class Join> std::optional<Fault> by_segment(Kernel& k, Start start, Join join) {
  const Tensor& data = k.in(0);
  const std::vector<int64_t> ids = integers(k.in(1));
  const int64_t segments = k.in(2).int_at(0);
  Shape shape{segments};
  for (size_t i = k.in(1).shape().rank(); i < data.shape().rank(); ++i) shape.push_back(data.shape()[i]);
  const int64_t row = shape.slice(1, shape.rank()).elements();
  for (size_t i = 0; i < ids.size(); ++i)
    if (ids[i] >= segments)
      return Fault{&kSegmentRange, {{"at", "[" + std::to_string(i) + "]"}, {"id", text(ids[i])}, {"segments", text(segments)}}};
  const DType w = working_type(data.dtype());
  const Tensor in = cast(data, w);
  Tensor out = Tensor::uninitialized(w, shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    for (T& x : out.mutable_data<T>()) x = start(zero);
    for (size_t i = 0; i < ids.size(); ++i)
      if (ids[i] >= 0) join(out.mutable_data<T>().data() + ids[i] * row, in.data<T>().data() + static_cast<int64_t>(i) * row, row);
  });
  k.forward(0, cast(out, data.dtype()));
  return std::nullopt;
}

}  // namespace misfit
