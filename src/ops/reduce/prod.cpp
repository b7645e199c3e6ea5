// The product over some axes.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/reduce.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  reduce(k, [](auto zero) { using T = decltype(zero); return T(1); }, [](auto a, auto b) { return static_cast<decltype(a)>(a * b); });
  return std::nullopt;
}

// What stands left of each factor times what stands right of it, so that zeros do no harm.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs keep{{"keep_dims", g.attrs.get<bool>("keep_dims")}};
  const Operand& x = g.in[0];
  const Operand dy = f.run(kExpandTo, {g.dy[0], x, g.in[1]}, keep);
  const auto axes = known_integers({g.in[1].dtype, g.in[1].shape, g.in[1].value});
  if (!axes || !x.shape.fully_known()) return {f.div(f.run(kExpandTo, {f.mul(g.dy[0], g.out[0]), x, g.in[1]}, keep), x), {}};
  const int64_t rank = static_cast<int64_t>(x.shape.rank());
  std::vector<int64_t> order, back(static_cast<size_t>(rank)), dims;
  int64_t reduced = 1;
  std::vector<bool> taken(static_cast<size_t>(rank), false);
  for (int64_t a : *axes) taken[static_cast<size_t>(a < 0 ? a + rank : a)] = true;
  for (const bool wanted : {true, false})
    for (int64_t i = 0; i < rank; ++i)
      if (taken[static_cast<size_t>(i)] == wanted) order.push_back(i);
  for (int64_t i = 0; i < rank; ++i) {
    const int64_t axis = order[static_cast<size_t>(i)];
    back[static_cast<size_t>(axis)] = i;
    dims.push_back(x.shape[static_cast<size_t>(axis)]);
    if (taken[static_cast<size_t>(axis)]) reduced *= dims.back();
  }
  const int64_t others = reduced ? x.shape.elements() / reduced : 0;
  const Operand flat = f.reshape(f.transpose(x, order), f.integers({reduced, others})), axis = f.integer(0);
  const Operand left = f.run(kCumprod, {flat, axis}, {{"exclusive", true}}), right = f.run(kCumprod, {flat, axis}, {{"exclusive", true}, {"reverse", true}});
  return {f.mul(dy, f.transpose(f.reshape(f.mul(left, right), f.integers(dims)), back)), {}};
}

}  // namespace

constexpr OpDef kProd{.name = "Prod", .faults = {&kInvalidReduction, 1}, .infer = infer_reduce, .compute = compute, .gradient = gradient, .axes = axes_reduce, .reads_values = "reduction_indices"};

}  // namespace misfit
