// Rows compared, the least kept by their segment, in any order.
#include <limits>

#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/segments.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return by_segment(k, [](auto zero) { using T = decltype(zero); return std::numeric_limits<T>::max(); },
                    [](auto* to, const auto* from, int64_t n) {
                      for (int64_t j = 0; j < n; ++j) to[j] = from[j] < to[j] ? from[j] : to[j];
                    });
}

// dy is shared among the rows' elements that gave the result.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &ids = g.in[1], zero = f.integer(0);
  const Operand chosen = f.run(kEqual, {x, f.run(kGatherV2, {g.out[0], ids, zero})});
  const Operand count = f.run(kUnsortedSegmentSum, {f.cast(chosen, x.dtype), ids, g.in[2]});
  return {f.select(chosen, f.run(kGatherV2, {f.div(g.dy[0], count), ids, zero}), f.scalar(x.dtype, 0)), {}, {}};
}

}  // namespace

constexpr OpDef kUnsortedSegmentMin{.name = "UnsortedSegmentMin", .infer = infer_segments, .compute = compute, .gradient = gradient, .reads_values = "num_segments"};

}  // namespace misfit
