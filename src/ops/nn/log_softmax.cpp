// y = x - max - ln Σ exp(x - max), over the last axis.
#include "ops/formula.h"
#include "ops/nn/rows.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"log_softmax_c1", "InvalidArgumentError", "logits must have >= 1 dimension, got []", "Shape must be at least rank 1 but is rank 0", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.in[0].shape == Shape{}) return Fault{&kFaults[0], {}};
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  float_rows(k, [](const auto* x, auto* y, int64_t elements, int64_t n) {
    const auto logs = logs_of(shift_rows(x, y, elements, n));
    for (int64_t i = 0; i < elements; ++i) y[i] -= logs[static_cast<size_t>(i / n)];
  });
  return std::nullopt;
}

// dy - exp(y) Σ dy
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.sub(g.dy[0], f.mul(f.sum(g.dy[0], {-1}, true), f.run(kExp, {g.out[0]})))};
}

}  // namespace

constexpr OpDef kLogSoftmax{.name = "LogSoftmax", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
