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
  float_rows(k, [](const auto* x, auto* y, int64_t n) {
    auto total = exp_shifted(x, y, n);
    total = 1 / total;
    for (int64_t i = 0; i < n; ++i) y[i] *= total;
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
