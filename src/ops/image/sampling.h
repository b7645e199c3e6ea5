// Images scaled by weighted sums of input pixels: which pixels an output pixel takes, and how much of each.
#pragma once
#include <vector>

#include "core/tensor.h"

namespace misfit {

struct Taps { int64_t first = 0; std::vector<float> weights; };
// Rows then columns of a float image stack by the taps of its output rows and columns.
Tensor sampled(const Tensor& images, const std::vector<Taps>& rows, const std::vector<Taps>& columns);

}  // namespace misfit
