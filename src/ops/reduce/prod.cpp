// The product over some axes.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto zero) { using T = decltype(zero); return T(1); }, [](auto a, auto b) { return static_cast<decltype(a)>(a * b); });
  return std::nullopt;
}

// Zeros among the factors make this differ from TensorFlow's, which multiplies what stands left and right.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs keep{{"keep_dims", g.attrs.get<bool>("keep_dims")}};
  return {f.div(f.run(kExpandTo, {f.mul(g.dy[0], g.out[0]), g.in[0], g.in[1]}, keep), g.in[0]), {}};
}

}  // namespace

constexpr OpDef kProd{.name = "Prod", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .gradient = gradient, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
