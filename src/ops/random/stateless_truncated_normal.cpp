// Normal numbers no further than two deviations from 0, from a seed of two numbers: the same each time.
#include "ops/ops.h"
#include "ops/random/draw.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  draw(k, Distribution::kTruncated, seeded_generator(k.in(1)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessTruncatedNormal{.name = "StatelessTruncatedNormal", .faults = {&kRandomShape, 1}, .infer = infer_random, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
