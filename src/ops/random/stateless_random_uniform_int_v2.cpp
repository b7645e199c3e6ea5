// Whole numbers of [minval, maxval), from a key and a counter.
#include "ops/ops.h"
#include "ops/random/draw.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  fill_int(keyed_generator(k.in(1), k.in(2)), k.out(0, k.in(4).dtype(), Shape(integers(k.in(0)))), k.in(4), k.in(5));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomUniformIntV2{.name = "StatelessRandomUniformIntV2", .faults = {&kRandomRange, 1}, .infer = infer_random_int, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
