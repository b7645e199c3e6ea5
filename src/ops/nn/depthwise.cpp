#include "ops/nn/depthwise.h"

#include "ops/rules.h"

namespace misfit {
namespace {
constexpr FaultSpec kDepth{"depthwise_c1", "InvalidArgumentError", "input and filter must have the same depth: {in} vs {filter}", "Dimensions must be equal, but are {in} and {filter}", {}, {}, "ValueError"};
}

Result<DepthwiseSizes, Fault> depthwise_sizes(const Inference& x, const Shape& in, const Shape& filter) {
  if (auto fault = want_rank(in, 4)) return *fault;
  if (auto fault = want_rank(filter, 4)) return *fault;
  const auto length = [](const Shape& s, size_t axis) { return s.known_rank() ? s[axis] : Shape::kUnknown; };
  const int64_t channels = length(in, channels_first(x.attrs) ? 1 : 3);
  if (channels >= 0 && length(filter, 2) >= 0 && channels != length(filter, 2))   // the filter's depth is the input's
    return Fault{&kDepth, {{"in", text(channels)}, {"filter", text(length(filter, 2))}}};
  auto window = slide(x, in, {length(filter, 0), length(filter, 1)});
  if (!window.ok()) return window.error();
  return DepthwiseSizes{window.value(), length(in, 0), channels, length(filter, 3)};
}

}  // namespace misfit
