#include <algorithm>

#include "ops/array/strided_slice.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"strided_slice_c1", "InvalidArgumentError", "strides[{axis}] must be non-zero", {}, {}, {}, "ValueError"},
    {"strided_slice_c2", "InvalidArgumentError", "slice index {index} of dimension {axis} out of bounds.", {}, {}, {}, "ValueError"},
    {"strided_slice_c3", "InvalidArgumentError", "Index out of range using input dim {axis}; input has only {rank} dims", {}, {}, {}, "ValueError"},
    {"strided_slice_c4", "InvalidArgumentError", "only stride 1 allowed on non-range indexing.", {}, {}, {}, "ValueError"},
    {"strided_slice_c5", "InvalidArgumentError", "Multiple ellipses in slice spec not allowed", {}, {}, {}, "ValueError"},
};

bool bit(int64_t mask, size_t i) { return i < 63 && (mask >> i & 1); }

struct DenseAxis {
  std::optional<int64_t> begin, end, stride;
  bool begin_open = false, end_open = false, shrink = false;
};

}  // namespace

const std::span<const FaultSpec> kStridedSliceFaults = kFaults;

StridedSliceSpec strided_slice_spec(const Attrs& attrs, const Spec& begin, const Spec& end, const Spec& strides) {
  StridedSliceSpec s;
  s.begin = known_integers(begin);
  s.end = known_integers(end);
  s.strides = known_integers(strides);
  for (const Spec* spec : {&begin, &end, &strides})
    if (spec->shape.known_rank() && spec->shape.rank() == 1 && spec->shape[0] >= 0) s.sparse_rank = static_cast<size_t>(spec->shape[0]);
  s.begin_mask = attrs.get<int64_t>("begin_mask");
  s.end_mask = attrs.get<int64_t>("end_mask");
  s.ellipsis_mask = attrs.get<int64_t>("ellipsis_mask");
  s.new_axis_mask = attrs.get<int64_t>("new_axis_mask");
  s.shrink_axis_mask = attrs.get<int64_t>("shrink_axis_mask");
  return s;
}

Result<StridedSlice, Fault> resolve(const StridedSliceSpec& s, const Shape& in) {
  if (s.ellipsis_mask & (s.ellipsis_mask - 1)) return Fault{&kFaults[4], {}};
  const size_t rank = in.rank();
  size_t named = 0;                                        // input axes the specification speaks of
  for (size_t i = 0; i < s.sparse_rank; ++i) named += !bit(s.ellipsis_mask, i) && !bit(s.new_axis_mask, i);
  if (named > rank)                                        // no more indices than axes
    return Fault{&kFaults[2], {{"axis", std::to_string(rank)}, {"rank", std::to_string(rank)}}};

  std::vector<DenseAxis> dense;
  std::vector<int> order;                                  // input axis, or -1 for a new one, in output order
  const auto take = [&](const std::optional<std::vector<int64_t>>& v, size_t i) -> std::optional<int64_t> {
    if (!v) return std::nullopt;
    return (*v)[i];
  };
  const auto rest = [&](size_t count) {
    for (; count; --count) {
      order.push_back(static_cast<int>(dense.size()));
      dense.push_back({0, 0, 1, true, true, false});
    }
  };
  bool ellipsis = false;
  for (size_t i = 0; i < s.sparse_rank; ++i) {
    if (bit(s.ellipsis_mask, i)) {
      rest(rank - named);
      ellipsis = true;
    } else if (bit(s.new_axis_mask, i)) {
      order.push_back(-1);
    } else {
      order.push_back(static_cast<int>(dense.size()));
      dense.push_back({take(s.begin, i), take(s.end, i), take(s.strides, i), bit(s.begin_mask, i), bit(s.end_mask, i), bit(s.shrink_axis_mask, i)});
    }
  }
  if (!ellipsis) rest(rank - named);

  StridedSlice r;
  for (size_t i = 0; i < rank; ++i) {
    const DenseAxis& d = dense[i];
    const int64_t n = in[i];
    if (d.stride && *d.stride == 0) return Fault{&kFaults[0], {{"axis", std::to_string(i)}}};
    if (d.shrink && d.stride && *d.stride <= 0) return Fault{&kFaults[3], {}};
    if (d.shrink) {                                        // a single index
      const int64_t index = d.begin_open ? 0 : d.begin.value_or(0);
      if (n >= 0 && d.begin && !d.begin_open && (index < -n || index >= n))
        return Fault{&kFaults[1], {{"index", text(index < 0 ? index + n : index)}, {"axis", std::to_string(i)}}};
      r.begin.push_back(index < 0 && n >= 0 ? index + n : index);
      r.stride.push_back(1);
      r.length.push_back(1);
      continue;
    }
    const int64_t stride = d.stride.value_or(1);
    const bool all = d.begin_open && d.end_open && stride == 1;
    if (n < 0 && all) { r.begin.push_back(0); r.stride.push_back(1); r.length.push_back(-1); continue; }
    const bool known = n >= 0 && d.stride && (d.begin || d.begin_open) && (d.end || d.end_open);
    if (!known) {
      // Both ends given with one sign: their distance bounds the length only if the axis is known to be long enough.
      r.begin.push_back(0);
      r.stride.push_back(1);
      r.length.push_back(n == 0 ? 0 : -1);
      continue;
    }
    const int64_t low = stride > 0 ? 0 : -1, high = stride > 0 ? n : n - 1;
    const auto bounded = [&](std::optional<int64_t> v, bool open, bool is_begin) {
      if (open) return (stride > 0) == is_begin ? low : high;
      const int64_t at = *v < 0 ? *v + n : *v;
      return std::clamp(at, low, high);
    };
    const int64_t begin = bounded(d.begin, d.begin_open, true), end = bounded(d.end, d.end_open, false);
    const int64_t span = end - begin;
    const int64_t length = span == 0 || (span < 0) != (stride < 0) ? 0 : span / stride + (span % stride != 0);
    r.begin.push_back(begin);
    r.stride.push_back(stride);
    r.length.push_back(length);
  }
  for (int axis : order) {
    if (axis < 0) {
      r.out.push_back(1);
      r.source.push_back(-1);
    } else if (!dense[static_cast<size_t>(axis)].shrink) {
      r.out.push_back(r.length[static_cast<size_t>(axis)]);
      r.source.push_back(axis);
    }
  }
  return r;
}

}  // namespace misfit
