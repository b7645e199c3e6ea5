// What random operations share: a generator, and a shape to fill from it.
#pragma once
#include "core/random/philox.h"
#include "ops/op.h"

namespace misfit {

extern const FaultSpec kRandomShape;          // random_c1: no length is negative
extern const FaultSpec kRandomRange;          // random_c2: minval < maxval

enum class Distribution { kUniform, kNormal, kTruncated };

Result<Specs, Fault> infer_random(const Inference&);          // input 0 is the shape, attribute dtype the type
Result<Specs, Fault> infer_random_int(const Inference&);      // inputs shape, ..., minval, maxval (the last two)

// The generator of an op with attributes seed and seed2, standing where its last call left it.
Philox stateful_generator(Kernel&, uint64_t blocks);
Philox seeded_generator(const Tensor& seed);                  // seed=[a, b]
Philox keyed_generator(const Tensor& key, const Tensor& counter);

void fill(Distribution, Philox, Tensor& out);
void fill_int(Philox, Tensor& out, const Tensor& low, const Tensor& high);
void draw(Kernel&, Distribution, Philox);                     // output 0, of the shape in input 0

}  // namespace misfit
