// Normal numbers, from a seed of two numbers: the same each time.
#include "ops/ops.h"
#include "ops/random/draw.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  draw(k, Distribution::kNormal, seeded_generator(k.in(1)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomNormal{.name = "StatelessRandomNormal", .faults = {&kRandomShape, 1}, .infer = infer_random, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
