// x[1:3, ..., None, ::-1]: a specification made dense, as TensorFlow's ValidateStridedSliceOp does.
#pragma once
#include "ops/op.h"

namespace misfit {

struct StridedSlice {
  std::vector<int64_t> begin, stride, length;   // one per axis of the input; length -1: not known
  Shape out;                                    // with new axes put in and single indices taken out
  std::vector<int> source;                      // the input axis of each output axis; -1: new
};

// begin, end and strides may be unknown while tracing (nothing); `sparse_rank` is their length.
struct StridedSliceSpec {
  std::optional<std::vector<int64_t>> begin, end, strides;
  size_t sparse_rank = 0;
  int64_t begin_mask = 0, end_mask = 0, ellipsis_mask = 0, new_axis_mask = 0, shrink_axis_mask = 0;
};
StridedSliceSpec strided_slice_spec(const Attrs&, const Spec& begin, const Spec& end, const Spec& strides);
Result<StridedSlice, Fault> resolve(const StridedSliceSpec&, const Shape& in);
extern const std::span<const FaultSpec> kStridedSliceFaults;

}  // namespace misfit
