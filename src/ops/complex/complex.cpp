// z = x + iy.
#include "ops/complex/parts.h"
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  auto shape = broadcast_or_fault(x.in[0].shape, x.in[1].shape);
  if (!shape.ok()) return shape.error();
  return Specs{{x.in[0].dtype == DType::kFloat64 ? DType::kComplex128 : DType::kComplex64, *shape}};
}

std::optional<Fault> compute(Kernel& k) {
  const Shape shape = broadcast_shape(k.in(0).shape(), k.in(1).shape());
  const bool wide = k.in(0).dtype() == DType::kFloat64;
  Tensor& out = k.out(0, wide ? DType::kComplex128 : DType::kComplex64, shape);
  if (shape.elements() == 0) return std::nullopt;
  const BroadcastLoop loop = broadcast_loop(k.in(0).shape(), k.in(1).shape(), shape);
  const auto run = [&](auto zero) {
    using T = decltype(zero);
    run_broadcast(loop, k.in(0).data<T>().data(), k.in(1).data<T>().data(), out.mutable_data<std::complex<T>>().data(), [](T x, T y) { return std::complex<T>(x, y); });
  };
  if (wide) run(double{});
  else run(float{});
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.sum_to(f.run(kReal, {g.dy[0]}, {{"Tout", g.in[0].dtype}}), g.in[0]), f.sum_to(f.run(kImag, {g.dy[0]}, {{"Tout", g.in[0].dtype}}), g.in[1])};
}

}  // namespace

constexpr OpDef kComplex{.name = "Complex", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
