// Gamma numbers, of the shape for each alpha, from the stream that belongs to the seeds.
#include "ops/library_ops.h"
#include "ops/random/draw.h"
#include "ops/random/gamma.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[1].dtype, with_each(shape_from(x.in[0]), x.in[1].shape)}}; }

std::optional<Fault> compute(Kernel& k) {
  const Shape shape = with_each(Shape(integers(k.in(0))), k.in(1).shape());
  draw_each(k, stateful_generator(k, static_cast<uint64_t>(shape.elements()) * kReservedForOne), gamma_number, k.in(1), shape, k.in(1).dtype());
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRandomGamma{.name = "RandomGamma", .infer = infer, .compute = compute, .reads_shapes = "shape", .stateful = true};

}  // namespace misfit
