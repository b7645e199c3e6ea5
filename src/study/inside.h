// What is seen when a solid is opened: its numbers, how they are spread, and where one of them comes from.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "study/flow.h"

namespace misfit {

struct Inside {
  enum Kind : uint8_t { kNothing, kPictures, kMatrix, kLabels, kNumbers } kind = kNothing;
  std::string title;
  FlowTensor tensor;
  bool lazy = false;                       // too many numbers to make for a look
  int64_t samples = 1, height = 1, width = 1, channels = 1;
  std::string reader;                      // the layer that reads it: "Dense"
  std::string reader_activation;
  int64_t classes = 0;                     // labels: how many the model tells apart; 0: unknown
  const LayerInfo* layer = nullptr;        // a layer's weights, if a layer was opened
  bool of_layer = false;                   // `tensor` is what goes into it, `output` what comes out
  Tensor output;
};
Inside inside_of(const Study&);
inline const Tensor& pictured(const Inside& in) { return in.of_layer ? in.output : in.tensor.value; }

struct Distribution {
  double low = 0, high = 0, mean = 0;
  int64_t seen = 0, nans = 0, infinities = 0, zeros = 0;
  double from = 0, to = 1;                 // of the bins
  std::vector<int64_t> bins;
  std::string remark;                      // what the range means for the layer that reads it
  bool bad = false;
};
Distribution distribution_of(const Tensor&, int bins = 40);
void judge(Distribution&, const Inside&);  // fills `remark`

// Labels against the classes there are.
struct LabelCount { int64_t value = 0, count = 0; bool outside = false; };
std::vector<LabelCount> label_counts(const Tensor&, int64_t classes);

// The part of its input that a cell of a convolution's output was made from.
struct Patch { int64_t top = 0, left = 0, height = 1, width = 1; };
std::optional<Patch> patch_of(const Inside&, int64_t y, int64_t x);

// The sum that made a cell: "0.31·0.12 + 0.00·−0.44 + … = 0.27". Empty where it cannot be told.
std::string arithmetic(const Inside&, const Study&, int64_t sample, int64_t y, int64_t x, int64_t channel);

// The size of a layer's weights, for bars on a log scale.
struct WeightSize { std::string name; double largest = 0, mean = 0; bool finite = true; double gradient = -1; /* mean size; -1: not known */ };
std::vector<WeightSize> weight_sizes(const Study&);

std::string figure(double);                // a number in few digits

}  // namespace misfit
