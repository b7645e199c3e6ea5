// The first layers of a model computed again on a few rows, to see what their outputs look like.
#pragma once
#include "explain/facts.h"

namespace misfit {

struct LayerOutputs {
  const LayerInfo* layer = nullptr;
  std::string activation;
  size_t units = 0;
  std::vector<double> sums, outputs;          // rows x units: before and after the activation
};

// Dense layers from the input on, as far as they can be followed (Flatten, Reshape, Dropout, Rescaling and Activation between them).
std::vector<LayerOutputs> dense_outputs(const Facts&);
std::optional<double> saturated_share(const Facts&, const LayerInfo&);   // of a sigmoid or tanh layer's outputs; nothing if it was not computed
double saturated_share(const LayerOutputs&);
double rescaling_of(const Facts&, const LayerInfo&);                     // the factor of a Rescaling layer as written: 1 / 255; 0: not readable

}  // namespace misfit
