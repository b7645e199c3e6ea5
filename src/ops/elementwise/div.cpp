// z = x / y, toward zero for whole numbers: the division of TensorFlow 1.
#include "ops/elementwise/integer_division.h"
#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  if (auto fault = zero_divisor(k)) return fault;
  binary(k, [](auto x, auto y) { return x / y; });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kDiv{.name = "Div", .faults = {&kDivisionByZero, 1}, .infer = infer_broadcast, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
