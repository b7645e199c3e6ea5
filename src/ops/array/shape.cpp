// A tensor's shape as a vector.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Tensor vector_of(const Shape& s, DType t) { return cast(Tensor::of<int64_t>(Shape{static_cast<int64_t>(s.rank())}, s.dims()), t); }

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const DType t = x.attrs.get<DType>("out_type", DType::kInt32);
  if (!in.known_rank()) return Specs{{t, Shape{Shape::kUnknown}}};
  Spec out{t, Shape{static_cast<int64_t>(in.rank())}, {}, in};
  if (in.fully_known()) out.constant = vector_of(in, t);
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, vector_of(k.in(0).shape(), k.attrs().get<DType>("out_type", DType::kInt32)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kShape{.name = "Shape", .infer = infer, .compute = compute};

}  // namespace misfit
