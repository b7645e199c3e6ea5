// What a model makes of a few samples at one moment of its training: the numbers behind the shapes.
#pragma once
#include <string>
#include <vector>

#include "core/tensor.h"

namespace misfit {

struct Look {
  int fit = 0, epoch = 0, batch = 0;       // taken after so many batches of that epoch; both 0: before training
  bool epoch_end = false;
  bool held_out = false;                   // the samples of evaluate(), not those of fit()
  std::vector<Tensor> x, y;                // the samples, a tensor for each input and output
  struct Layer {
    std::string name;
    Tensor output;
    double weight = 0, largest = 0;        // mean and largest size in its kernel; 0: it has none
    double gradient = -1;                  // mean size of the loss's gradient there; -1: not known
    bool finite = true;                    // weights and output
  };
  std::vector<Layer> layers;               // in the order in which they were called
  const Layer* layer(const std::string& name) const {
    for (const Layer& l : layers) if (l.name == name) return &l;
    return nullptr;
  }
};

}  // namespace misfit
