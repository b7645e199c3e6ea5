// A stack of rows with one row replaced; it grows where the row is beyond its end, and takes its rows' shape from the first.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Shape out = x.in[2].shape;
  if (!out.known_rank()) return Specs{{x.in[2].dtype, out}};
  Shape stack{Shape::kUnknown};
  for (int64_t d : out) stack.push_back(d);
  if (x.in[0].shape.fully_known() && x.in[0].shape.rank() == stack.rank() && x.in[0].shape[0] > 0 && x.attrs.get<bool>("fixed")) stack[0] = x.in[0].shape[0];
  return Specs{{x.in[2].dtype, stack}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &stack = k.in(0), &row = k.in(2);
  const int64_t at = k.in(1).int_at(0), had = stack.shape()[0], n = row.elements();
  const bool fits = stack.shape().slice(1, stack.shape().rank()) == row.shape();
  Shape shape{std::max(had, at + 1)};
  for (int64_t d : row.shape()) shape.push_back(d);
  Tensor out = Tensor::uninitialized(row.dtype(), shape);
  fill_zero(out);
  if (fits) copy_elements(stack, 0, out, 0, had * n);
  copy_elements(row, 0, out, at * n, n);
  k.forward(0, out);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return {g.emit.emit(kTensorArrayForget, {g.dy[0], g.in[1], g.in[0]}), {}, g.emit.emit(kGatherV2, {g.dy[0], g.in[1], Formula{g.emit}.integer(0)})};
}

}  // namespace

constexpr OpDef kTensorArrayPut{.name = "TensorArrayPut", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
