// y = 1.0507 x, or 1.7581 (eˣ - 1) below 0.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { return x < 0 ? decltype(x)(1.7580993408473768599) * std::expm1(x) : decltype(x)(1.0507009873554804934) * x; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kSeluGrad, {g.dy[0], g.out[0]})}; }

}  // namespace

constexpr OpDef kSelu{.name = "Selu", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
