// Gamma numbers, of the shape for each alpha, from the stream that belongs to the seeds.
#include "ops/library_ops.h"
#include "ops/random/draw.h"
#include "ops/random/gamma.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Shape out = shape_from(x.in[0]);
  if (!out.known_rank() || !x.in[1].shape.known_rank()) return Specs{{x.in[1].dtype, Shape::unknown_rank()}};
  for (int64_t d : x.in[1].shape) out.push_back(d);
  return Specs{{x.in[1].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& alpha = k.in(1);
  Shape shape(integers(k.in(0)));
  const int64_t samples = shape.elements(), each = alpha.elements();
  for (int64_t d : alpha.shape()) shape.push_back(d);
  Tensor out = Tensor::uninitialized(DType::kFloat64, shape);
  const Philox g = stateful_generator(k, static_cast<uint64_t>(samples * each) * kReservedForOne);
  for (int64_t i = 0; i < each; ++i)
    for (int64_t j = 0; j < samples; ++j) out.mutable_data<double>()[static_cast<size_t>(j * each + i)] = gamma_number(g.at(kReservedForOne * static_cast<uint64_t>(i * samples + j)), alpha.at(i));
  k.forward(0, cast(out, k.in(1).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRandomGamma{.name = "RandomGamma", .infer = infer, .compute = compute, .reads_shapes = "shape", .stateful = true};

}  // namespace misfit
