// Each number with its imaginary part turned round.
#include "ops/complex/parts.h"
#include "ops/formula.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape());
  const auto run = [&](auto zero) {
    using T = std::complex<decltype(zero)>;
    std::transform(in.data<T>().begin(), in.data<T>().end(), out.mutable_data<T>().begin(), [](const T& x) { return std::conj(x); });
  };
  if (is_double_complex(in.dtype())) run(double{});
  else run(float{});
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kConj, {g.dy[0]})}; }

}  // namespace

constexpr OpDef kConj{.name = "Conj", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
