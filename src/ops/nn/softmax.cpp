// y = exp(x - max) / Σ exp(x - max), over the last axis.
#include "ops/formula.h"
#include "ops/nn/rows.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"softmax_c1", "InvalidArgumentError", "logits must have >= 1 dimension, got []", "Shape must be at least rank 1 but is rank 0", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.in[0].shape.known_rank() && x.in[0].shape.rank() == 0) return Fault{&kFaults[0], {}};
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  float_rows(k, [](const auto* x, auto* y, int64_t elements, int64_t n) {
    using T = std::remove_cvref_t<decltype(*y)>;
    for (int64_t i = 0; i < elements; i += n) {
      const T top = greatest(x + i, n);
      for (int64_t j = 0; j < n; ++j) y[i + j] = x[i + j] - top;
    }
    exp_all(y, y, elements);
    const int64_t whole = packet::whole(elements / n);
    for (int64_t i = 0, row = 0; i < elements; i += n, ++row) {
      const T total = reduce_neighbours(y + i, n, T(0), [](T a, T b) { return a + b; });
      T scale = 1 / total;
      if constexpr (sizeof(T) == 4)
        if (row < whole) scale = packet::older() ? packet::older_reciprocal(total) : packet::newer_reciprocal(total);
      for (int64_t j = 0; j < n; ++j) y[i + j] *= scale;
    }
  });
  return std::nullopt;
}

// (dy - Σ dy y) y
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &y = g.out[0], &dy = g.dy[0];
  return {f.mul(f.sub(dy, f.sum(f.mul(dy, y), {-1}, true)), y)};
}

}  // namespace

constexpr OpDef kSoftmax{.name = "Softmax", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
