// Rows multiplied by their segment, in any order.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return by_segment(k, [](auto zero) { using T = decltype(zero); return T(1); },
                    [](auto* to, const auto* from, int64_t n) {
                      using T = std::remove_pointer_t<decltype(to)>;
                      for (int64_t j = 0; j < n; ++j) to[j] = static_cast<T>(to[j] * from[j]);
                    });
}

// dy times the other factors.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.div(f.run(kGatherV2, {f.mul(g.dy[0], g.out[0]), g.in[1], f.integer(0)}), g.in[0]), {}, {}};
}

}  // namespace

constexpr OpDef kUnsortedSegmentProd{.name = "UnsortedSegmentProd", .infer = infer_segments, .compute = compute, .gradient = gradient, .reads_values = "num_segments"};

}  // namespace misfit
