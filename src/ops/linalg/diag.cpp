// A tensor of twice the rank with x on its diagonal.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (auto fault = want_rank_at_least(s, 1)) return *fault;
  if (!s.known_rank()) return infer_unknown(x);
  Shape out = s;
  for (int64_t d : s) out.push_back(d);
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Shape shape = in.shape();
  for (int64_t d : in.shape()) shape.push_back(d);
  Tensor& out = k.out(0, in.dtype(), shape);
  fill_zero(out);
  for (int64_t i = 0; i < in.elements(); ++i) copy_elements(in, i, out, i * (in.elements() + 1), 1);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kDiagPart, {g.dy[0]})}; }

}  // namespace

constexpr OpDef kDiag{.name = "Diag", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
