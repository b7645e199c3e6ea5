// Rows summed by their segment, in any order.
#include "ops/ops.h"
#include "ops/reduce/segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return by_segment(k, [](auto zero) { using T = decltype(zero); return T(0); },
                    [](auto* to, const auto* from, int64_t n) {
                      using T = std::remove_pointer_t<decltype(to)>;
                      for (int64_t j = 0; j < n; ++j) to[j] = static_cast<T>(to[j] + from[j]);
                    });
}

// Each row gets its segment's dy.
Operands gradient(const Gradient& g) {
  const Tensor zero = Tensor::scalar(int32_t{0});
  return {g.emit.emit(kGatherV2, {g.dy[0], g.in[1], g.emit.constant(zero)}), {}, {}};
}

}  // namespace

constexpr OpDef kUnsortedSegmentSum{.name = "UnsortedSegmentSum", .infer = infer_segments, .compute = compute, .gradient = gradient, .reads_values = "num_segments"};

}  // namespace misfit
