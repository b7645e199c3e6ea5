// y = min(max(x, low), high).
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  for (size_t i = 1; i < 3; ++i)
    if (auto both = broadcast_or_fault(x.in[0].shape, x.in[i].shape); !both.ok()) return both.error();
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& x = k.in(0);
  const DType w = working_type(x.dtype());
  Tensor out = Tensor::uninitialized(w, x.shape());
  const Tensor in = cast(x, w), low = cast(k.in(1), w), high = cast(k.in(2), w);
  if (x.elements() == 0) { k.forward(0, x); return std::nullopt; }
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    T* to = out.mutable_data<T>().data();
    run_broadcast(broadcast_loop(x.shape(), high.shape(), x.shape()), in.data<T>().data(), high.data<T>().data(), to, [](T a, T b) { return a > b ? b : a; });
    run_broadcast(broadcast_loop(x.shape(), low.shape(), x.shape()), to, low.data<T>().data(), to, [](T a, T b) { return a < b ? b : a; });
  });
  k.forward(0, cast(out, x.dtype()));
  return std::nullopt;
}

// dy where nothing was cut; what was cut belongs to the bound.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &dy = g.dy[0], zero = f.scalar(dy.dtype, 0);
  const Operand below = f.run(kLess, {x, g.in[1]}), above = f.run(kGreater, {x, g.in[2]});
  return {f.select(f.run(kLogicalOr, {below, above}), zero, dy), f.sum_to(f.select(below, dy, zero), g.in[1]), f.sum_to(f.select(above, dy, zero), g.in[2])};
}

}  // namespace

constexpr OpDef kClipByValue{.name = "ClipByValue", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
