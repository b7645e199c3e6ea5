// The least of the rows of each segment, element by element.
#include "ops/library_ops.h"
#include "ops/reduce/sorted_segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return by_sorted_segment(k, [](auto a, auto b) { return b < a ? b : a; }); }

Operands gradient(const Gradient& g) { return extreme_gradient(g); }

}  // namespace

constexpr OpDef kSegmentMin{.name = "SegmentMin", .infer = infer_sorted_segments, .compute = compute, .gradient = gradient};

}  // namespace misfit
