// Σ x² / 2.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, Shape{}}}; }

std::optional<Fault> compute(Kernel& k) {
  double total = 0;
  for (int64_t i = 0; i < k.in(0).elements(); ++i) total += k.in(0).at(i) * k.in(0).at(i);
  k.forward(0, cast(Tensor::scalar(total / 2), k.in(0).dtype()));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.mul(g.in[0], g.dy[0])}; }

}  // namespace

constexpr OpDef kL2Loss{.name = "L2Loss", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
