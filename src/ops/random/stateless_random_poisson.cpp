// Poisson numbers from a seed of two numbers.
#include "ops/library_ops.h"
#include "ops/random/draw.h"
#include "ops/random/gamma.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.attrs.get<DType>("dtype", DType::kInt64), shape_from(x.in[0])}}; }

std::optional<Fault> compute(Kernel& k) {
  draw_each(k, seeded_generator(k.in(1)), poisson_number, k.in(2), Shape(integers(k.in(0))), k.attrs().get<DType>("dtype", DType::kInt64));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomPoisson{.name = "StatelessRandomPoisson", .infer = infer, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
