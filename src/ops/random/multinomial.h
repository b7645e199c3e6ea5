// Classes drawn from rows of logits: what Multinomial and StatelessMultinomial share.
#pragma once
#include "ops/random/draw.h"

namespace misfit {

Result<Specs, Fault> infer_multinomial(const Inference&);     // inputs logits, num_samples
void draw_classes(Kernel&, Philox);

}  // namespace misfit
