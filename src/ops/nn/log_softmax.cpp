// y = x - max - ln Σ exp(x - max), over the last axis.
#include "ops/formula.h"
#include "ops/nn/rows.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank_at_least(x.in[0].shape, 1)) return *fault;
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

constexpr OpDef kLogSoftmax{.name = "LogSoftmax", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
