// Classes drawn from rows of logits, from a seed of two numbers.
#include "ops/ops.h"
#include "ops/random/multinomial.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  draw_classes(k, seeded_generator(k.in(2)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessMultinomial{.name = "StatelessMultinomial", .infer = infer_multinomial, .compute = compute, .reads_values = "num_samples"};

}  // namespace misfit
