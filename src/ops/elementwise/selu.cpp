// y = 1.0507 x, or 1.7581 (eˣ - 1) below 0.
#include "ops/elementwise/math.h"
#include "ops/elementwise/packets.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  constexpr double kScaleAlpha = 1.7580993408473768599, kScale = 1.0507009873554804934;
  unary_packets(k, [](float x) { return x < 0 ? float(kScaleAlpha) * (packet::exp(x) - 1) : float(kScale) * x; },
                [](auto x) { using T = decltype(x); return x < 0 ? T(kScaleAlpha) * (std::exp(x) - 1) : T(kScale) * x; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kSeluGrad, {g.dy[0], g.out[0]})}; }

}  // namespace

constexpr OpDef kSelu{.name = "Selu", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
