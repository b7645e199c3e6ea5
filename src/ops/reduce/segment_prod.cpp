// The product of the rows of each segment, element by element.
#include "ops/library_ops.h"
#include "ops/reduce/sorted_segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return by_sorted_segment(k, [](auto a, auto b) { return a * b; }, false, 1); }

}  // namespace

constexpr OpDef kSegmentProd{.name = "SegmentProd", .infer = infer_sorted_segments, .compute = compute};

}  // namespace misfit
