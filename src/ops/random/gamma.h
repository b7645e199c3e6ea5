// Gamma and Poisson numbers as TensorFlow's kernels draw them: each number from a place of its own in the stream.
#pragma once
#include "core/random/philox.h"
#include "ops/op.h"

namespace misfit {

inline constexpr uint64_t kReservedForOne = 256;

double gamma_number(Philox at, double alpha);
double poisson_number(Philox at, double rate);

}  // namespace misfit
