// The greatest over some axes.
#include <limits>

#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/reduce.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto zero) { using T = decltype(zero); return std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest(); }, [](auto a, auto b) { return b > a || b != b ? b : a; });
  return std::nullopt;
}

// dy goes to the elements equal to the result, shared among equals.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs keep{{"keep_dims", g.attrs.get<bool>("keep_dims")}};
  const Operand y = f.run(kExpandTo, {g.out[0], g.in[0], g.in[1]}, keep), dy = f.run(kExpandTo, {g.dy[0], g.in[0], g.in[1]}, keep);
  const Operand equal = f.cast(f.run(kEqual, {y, g.in[0]}), y.dtype);
  const Operand count = f.run(kExpandTo, {f.run(kSum, {equal, g.in[1]}, keep), g.in[0], g.in[1]}, keep);
  return {f.mul(f.div(equal, count), dy), {}};
}

}  // namespace

constexpr OpDef kMax{.name = "Max", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .gradient = gradient, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
