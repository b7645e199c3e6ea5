// The nearest whole number, halves to even.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary(k, [](auto x) { using T = decltype(x); return T(std::nearbyint(static_cast<std::conditional_t<std::is_integral_v<T>, double, T>>(x))); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRound{.name = "Round", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
