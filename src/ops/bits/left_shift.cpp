// z = x · 2^y in x's own width; the shift stays below the width.
#include "ops/bits/bits.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  by_bits(k, [](auto x, auto y) {
    using T = decltype(x);
    return static_cast<T>(static_cast<uint64_t>(x) << shift_within<T>(y));
  });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kLeftShift{.name = "LeftShift", .infer = infer_broadcast, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
