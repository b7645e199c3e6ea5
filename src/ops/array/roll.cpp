// Elements moved round along some axes.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kInput = least_rank("roll_c1", "input must be 1-D or higher");
constexpr FaultSpec kSizes{"roll_c2", "InvalidArgumentError", "shift and axis must have the same size"};
constexpr FaultSpec kRange{"roll_c3", "InvalidArgumentError", "axis {axis} is out of range"};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_at_least(x, 0, 1, kInput)) return *fault;
  if (x.in[1].shape.fully_known() && x.in[2].shape.fully_known() && x.in[1].shape.elements() != x.in[2].shape.elements()) return Fault{&kSizes, {}};
  const auto axes = known_integers(x.in[2]);
  if (axes && x.in[0].shape.known_rank())
    for (const int64_t a : *axes)
      if (!place(a, x.in[0].shape.rank())) return Fault{&kRange, {{"axis", text(a)}}};
  return infer_same(x);
}

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

constexpr OpDef kRoll{.name = "Roll", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
