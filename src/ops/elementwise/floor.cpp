// The greatest whole number not above x.
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  unary_float(k, [](auto x) { return std::floor(x); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kFloor{.name = "Floor", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
