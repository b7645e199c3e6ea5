// How many bits of each element are set.
#include "ops/bits/bits.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{DType::kUInt8, x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, DType::kUInt8, in.shape());
  visit_integer(in.dtype(), [&](auto zero) {
    using T = decltype(zero);
    std::transform(in.data<T>().begin(), in.data<T>().end(), out.mutable_data<uint8_t>().begin(), [](T x) {
      uint8_t n = 0;
      for (uint64_t bits = static_cast<std::make_unsigned_t<T>>(x); bits; bits &= bits - 1) ++n;
      return n;
    });
  });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kPopulationCount{.name = "PopulationCount", .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
