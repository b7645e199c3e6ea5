// Rows summed by their segment.
#include "ops/library_ops.h"
#include "ops/reduce/sorted_segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return by_sorted_segment(k, [](auto a, auto b) { return a + b; }); }

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kGatherV2, {g.dy[0], g.in[1], f.integer(0)}), {}};
}

}  // namespace

constexpr OpDef kSegmentSum{.name = "SegmentSum", .infer = infer_sorted_segments, .compute = compute, .gradient = gradient};

}  // namespace misfit
