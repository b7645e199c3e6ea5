// Gamma and Poisson numbers as TensorFlow's kernels draw them: each number from a place of its own in the stream.
#pragma once
#include "core/random/philox.h"
#include "ops/op.h"

namespace misfit {

inline constexpr uint64_t kReservedForOne = 256;

double gamma_number(Philox at, double alpha);
double poisson_number(Philox at, double rate);

// Output 0, of the shape [samples..., parameters...]: for each parameter its numbers, one after another in the stream.
void draw_each(Kernel&, Philox, double (*number)(Philox, double), const Tensor& parameters, const Shape&, DType);
Shape with_each(const Shape& samples, const Shape& parameters);

}  // namespace misfit
