// The mean of the rows of each segment.
#include "ops/library_ops.h"
#include "ops/reduce/sorted_segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return by_sorted_segment(k, [](auto a, auto b) { return a + b; }, true); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand ones = f.run(kOnesLike, {g.in[0]});
  const Operand count = f.run(kSegmentSum, {ones, g.in[1]});
  return {f.run(kGatherV2, {f.div(g.dy[0], count), g.in[1], f.integer(0)}), {}};
}

}  // namespace

constexpr OpDef kSegmentMean{.name = "SegmentMean", .infer = infer_sorted_segments, .compute = compute, .gradient = gradient};

}  // namespace misfit
