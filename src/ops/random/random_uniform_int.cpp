// Whole numbers of [minval, maxval), from the stream that belongs to the seeds.
#include "ops/ops.h"
#include "ops/random/draw.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Shape shape(integers(k.in(0)));
  fill_int(stateful_generator(k, philox::reserved(shape.elements())), k.out(0, k.in(1).dtype(), shape), k.in(1), k.in(2));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRandomUniformInt{.name = "RandomUniformInt", .faults = {&kRandomRange, 1}, .infer = infer_random_int, .compute = compute, .reads_shapes = "shape", .stateful = true};

}  // namespace misfit
