// Uniform numbers of [0, 1), from the stream that belongs to the seeds.
#include "ops/ops.h"
#include "ops/random/draw.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  draw(k, Distribution::kUniform, stateful_generator(k, philox::reserved(Shape(integers(k.in(0))).elements())));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRandomUniform{.name = "RandomUniform", .faults = {&kRandomShape, 1}, .infer = infer_random, .compute = compute, .reads_shapes = "shape", .stateful = true};

}  // namespace misfit
