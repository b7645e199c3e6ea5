// Poisson numbers from a seed of two numbers.
#include "ops/library_ops.h"
#include "ops/random/draw.h"
#include "ops/random/gamma.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.attrs.get<DType>("dtype", DType::kInt64), shape_from(x.in[0])}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& rate = k.in(2);
  const Shape shape(integers(k.in(0)));
  const int64_t each = std::max<int64_t>(rate.elements(), 1), samples = shape.elements() / each;
  Tensor out = Tensor::uninitialized(DType::kFloat64, shape);
  const Philox g = seeded_generator(k.in(1));
  for (int64_t i = 0; i < each && rate.elements(); ++i)
    for (int64_t j = 0; j < samples; ++j) out.mutable_data<double>()[static_cast<size_t>(j * each + i)] = poisson_number(g.at(kReservedForOne * static_cast<uint64_t>(i * samples + j)), rate.at(i));
  k.forward(0, cast(out, k.attrs().get<DType>("dtype", DType::kInt64)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomPoisson{.name = "StatelessRandomPoisson", .infer = infer, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
