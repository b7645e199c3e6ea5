// Boxes that overlap too much give way to better ones.
#pragma once
#include <vector>

#include "core/tensor.h"

namespace misfit {

// Indices of the boxes kept, best score first. sigma > 0: scores fade instead; `kept_scores` takes what is left of them.
std::vector<int64_t> suppressed(const Tensor& boxes, const Tensor& scores, int64_t most, double overlap, double threshold, double sigma, std::vector<double>* kept_scores);

}  // namespace misfit
