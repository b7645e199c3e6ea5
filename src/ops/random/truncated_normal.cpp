// Normal numbers no further than two deviations from 0, from the stream that belongs to the seeds.
#include "ops/ops.h"
#include "ops/random/draw.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  draw(k, Distribution::kTruncated, stateful_generator(k, philox::reserved(Shape(integers(k.in(0))).elements())));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kTruncatedNormal{.name = "TruncatedNormal", .faults = {&kRandomShape, 1}, .infer = infer_random, .compute = compute, .reads_shapes = "shape", .stateful = true};

}  // namespace misfit
