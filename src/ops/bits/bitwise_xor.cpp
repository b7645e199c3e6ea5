// z = x ^ y, bit by bit.
#include "ops/bits/bits.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  by_bits(k, [](auto x, auto y) { using T = decltype(x); return static_cast<T>(x ^ y); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kBitwiseXor{.name = "BitwiseXor", .infer = infer_broadcast, .compute = compute, .axes = axes_broadcast};

}  // namespace misfit
