// z = ⌊x / y⌋.
#include "ops/elementwise/integer_division.h"
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  if (auto fault = zero_divisor(k)) return fault;
  binary(k, [](auto x, auto y) { return math::floor_div(x, y); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kFloorDiv{.name = "FloorDiv", .faults = {&kDivisionByZero, 1}, .infer = infer_broadcast, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
