// y = ~x, bit by bit.
#include "ops/bits/bits.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape());
  visit_integer(in.dtype(), [&](auto zero) {
    using T = decltype(zero);
    std::transform(in.data<T>().begin(), in.data<T>().end(), out.mutable_data<T>().begin(), [](T x) { return static_cast<T>(~x); });
  });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kInvert{.name = "Invert", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
