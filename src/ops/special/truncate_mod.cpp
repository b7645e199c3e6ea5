// The rest of division toward zero, as C has it.
#include "ops/elementwise/integer_division.h"
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  if (auto fault = zero_divisor(k)) return fault;
  binary(k, [](auto x, auto y) {
    using T = decltype(x);
    if constexpr (T(0.5) == T(0)) return static_cast<T>(x % y);
    else return std::fmod(x, y);
  });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kTruncateMod{.name = "TruncateMod", .faults = {&kDivisionByZero, 1}, .infer = infer_broadcast, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
