// Inputs far from where the next layer has a slope; inputs that say nothing; inputs scaled twice.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "explain/blame.h"
#include "explain/silent/forward.h"
#include "explain/silent/silent.h"

namespace misfit {
namespace {

bool scales(const LayerInfo& l) {
  return l.class_name == "Rescaling" || l.class_name == "Normalization" || l.class_name == "BatchNormalization" || l.class_name == "LayerNormalization" ||
         l.class_name == "Embedding" || l.class_name == "StringLookup" || l.class_name == "IntegerLookup" || l.class_name == "Lambda" || l.class_name == "TextVectorization";
}

// Columns of a table whose spreads differ a hundredfold: the larger drowns the smaller.
bool uneven_columns(const Tensor& t) {
  if (!t || t.shape().rank() != 2 || t.shape()[1] < 2 || t.shape()[1] > 64 || t.dtype() >= DType::kString) return false;
  if (!t.materialized() && t.elements() > 300'000) return false;
  double least = 0, most = 0;
  for (int64_t c = 0; c < t.shape()[1]; ++c) {
    double high = 0;
    for (int64_t r = 0; r < std::min<int64_t>(t.shape()[0], 500); ++r) high = std::max(high, std::fabs(t.at(r * t.shape()[1] + c)));
    least = c == 0 ? high : std::min(least, high);
    most = std::max(most, high);
  }
  return least > 0 && most > 100 * least;
}

}  // namespace

void find_input_range(const Facts& f, std::vector<Silent>& out) {
  const Step* values = values_of(f);
  if (!values || !f.model) return;
  std::optional<Spread> s = spread_of(values->value);
  if (!s) return;
  Trail trail = birth_of_values(f.run.trace, values);
  const uint32_t born = !trail.empty() ? trail.front()->span.line : values->span.line;
  const std::string name = f.said(f.x_name), range = short_number(s->low) + " to " + short_number(s->high);
  if (s->nan) out.push_back({"nan_inputs", born, name + " holds values that are not finite numbers."});
  if (s->high == s->low && s->elements > 16) {
    out.push_back({"constant_inputs", born, "Every value of " + name + " is " + short_number(s->low) + ": there is nothing to learn from."});
    return;
  }
  const LayerInfo* scaler = nullptr;
  const LayerInfo* first = nullptr;
  for (const LayerInfo& l : f.model->layers) {
    if (scales(l)) {
      scaler = &l;
      break;
    }
    if (!l.weights.empty()) {
      first = &l;
      break;
    }
  }
  const double size = std::max(std::fabs(s->low), std::fabs(s->high));
  if (scaler && scaler->class_name == "Rescaling" && size <= 1.5) {
    double scale = rescaling_of(f, *scaler);
    if (scale > 0 && scale < 0.1)
      out.push_back({"scaled_twice", scaler->span.line, name + " goes from " + range + " already; `" + scaler->name + "` multiplies it by " + short_number(scale) + " once more."});
  }
  if (scaler || !first || size < 20) return;
  std::string activation = f.activation_of(*first);
  bool bounded = activation == "sigmoid" || activation == "tanh" || activation == "hard_sigmoid" || activation == "softsign" || first->class_name == "LSTM" ||
                 first->class_name == "GRU" || first->class_name == "SimpleRNN";
  if (!bounded && size < 1000 && !uneven_columns(values->value)) return;
  std::string evidence = name + " goes from " + range;
  if (first->span.line) evidence += "; line " + std::to_string(first->span.line) + " adds up " + (first->input.known_rank() && first->input.rank() == 2 && first->input[1] > 1 ? std::to_string(first->input[1]) + " such numbers" : std::string("such numbers"));
  if (std::optional<double> share = saturated_share(f, *first)) evidence += ", and " + std::to_string(static_cast<int>(std::lround(*share * 100))) + " % of its " + activation + " outputs are stuck at their end";
  out.push_back({"unscaled_inputs", born, evidence + "."});
}

}  // namespace misfit
