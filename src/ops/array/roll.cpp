// Elements moved round along some axes.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  Tensor t = k.in(0);
  const std::vector<int64_t> shifts = integers(k.in(1)), axes = integers(k.in(2));
  for (size_t i = 0; i < axes.size() && i < shifts.size(); ++i) {
    const auto axis = place(axes[i], t.shape().rank());
    if (!axis || t.elements() == 0) continue;
    const int64_t n = t.shape()[*axis], outer = t.shape().slice(0, *axis).elements(), inner = t.shape().slice(*axis + 1, t.shape().rank()).elements();
    const int64_t shift = (shifts[i] % n + n) % n;
    Tensor out = Tensor::uninitialized(t.dtype(), t.shape());
    for (int64_t o = 0; o < outer; ++o) {
      copy_elements(t, o * n * inner, out, (o * n + shift) * inner, (n - shift) * inner);
      copy_elements(t, (o * n + n - shift) * inner, out, o * n * inner, shift * inner);
    }
    t = out;
  }
  k.forward(0, t);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kRoll, {g.dy[0], f.neg(g.in[1]), g.in[2]}), {}, {}};
}

}  // namespace

constexpr OpDef kRoll{.name = "Roll", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
