// Rows compared, the greatest kept by their segment, in any order.
#include <limits>

#include "ops/ops.h"
#include "ops/reduce/segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return by_segment(k, [](auto zero) { using T = decltype(zero); return std::numeric_limits<T>::lowest(); },
                    [](auto* to, const auto* from, int64_t n) {
                      for (int64_t j = 0; j < n; ++j) to[j] = from[j] > to[j] ? from[j] : to[j];
                    });
}

}  // namespace

constexpr OpDef kUnsortedSegmentMax{.name = "UnsortedSegmentMax", .infer = infer_segments, .compute = compute, .reads_values = "num_segments"};

}  // namespace misfit
