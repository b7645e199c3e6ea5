// Normal numbers, from a key and a counter.
#include "ops/ops.h"
#include "ops/random/draw.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  draw(k, Distribution::kNormal, keyed_generator(k.in(1), k.in(2)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomNormalV2{.name = "StatelessRandomNormalV2", .faults = {&kRandomShape, 1}, .infer = infer_random, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
