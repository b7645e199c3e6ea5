// The regularized incomplete beta function.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Shape out;
  for (const Spec& s : x.in) {
    if (s.shape.known_rank() && s.shape.rank() == 0) continue;
    auto both = out.known_rank() && out.rank() == 0 ? Result<Shape, Fault>(s.shape) : merge(out, s.shape);
    if (!both.ok()) return both.error();
    out = *both;
  }
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  Shape shape;
  for (size_t i = 0; i < 3; ++i)
    if (k.in(i).shape().rank()) shape = k.in(i).shape();
  Tensor out = Tensor::uninitialized(DType::kFloat64, shape);
  const auto at = [&](size_t i, int64_t j) { return k.in(i).at(k.in(i).elements() == 1 ? 0 : j); };
  for (int64_t j = 0; j < shape.elements(); ++j) out.mutable_data<double>()[static_cast<size_t>(j)] = special::betainc(at(0, j), at(1, j), at(2, j));
  k.forward(0, cast(out, k.in(0).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kBetainc{.name = "Betainc", .infer = infer, .compute = compute};

}  // namespace misfit
