// The rules in the order in which causes come before symptoms, and the sentences for what they find.
#include "explain/silent/silent.h"

#include "explain/blame.h"

namespace misfit {
namespace {

struct Words { std::string_view code, expected, myth, longer; };
const Words kWords[] = {
    {"unscaled_inputs", "Small numbers around 0, where the layer's activation has a slope: divide pixels by 255, standardise columns.",
     "Often said: unscaled input raises an `InvalidArgumentError`, and sigmoid needs inputs between 0 and 1. Nothing is raised, and sigmoid takes any number. Far from 0 it is flat, that is all.",
     "A unit learns by the slope of its activation. Where the sum of its inputs is 100, the slope of a sigmoid is 0 to more digits than float32 has."},
    {"saturated_units", "Weights small enough for sums around 0: the default initializer measures them to the number of inputs.",
     "Often said: large initial weights explode, become NaN and raise. Through tanh or sigmoid they saturate instead, silently.", ""},
    {"dead_units", "Sums that are above 0 for some rows: the default bias is 0.", "", ""},
    {"equal_units", "Weights that differ from unit to unit from the start: any random initializer.", "", "Units that start equal get equal gradients; no number of epochs tells them apart."},
    {"one_hot_zero_rows", "A depth that is larger than every label: `int(labels.max()) + 1`.",
     "Often said: the loss raises an `InvalidArgumentError`. It does not: a row of zeros adds nothing to the cross-entropy, so the loss is even lower than it should be.",
     "Cross-entropy is the sum of label times log of the prediction. For a row of zeros that is 0, as if the prediction were perfect."},
    {"constant_inputs", "Values that differ from row to row.", "", ""},
    {"nan_inputs", "Finite numbers: one NaN makes every weight NaN in one step.", "Often said: NaN raises. It does not.", ""},
    {"scaled_twice", "One place that scales, not two.", "", ""},
    {"integer_mean", "A mean of floats: cast before you average.", "", "TensorFlow keeps the type: the mean of int32 is an int32."},
    {"unsigned_wraps", "Signed numbers: convert to float32 or int before subtracting.", "", ""},
    {"all_pairs", "Two operands of the same shape: squeeze the axis of length 1, or give the other one too.", "", ""},
    {"softmax_of_one", "`sigmoid` for one unit, or one unit for each class.", "", ""},
    {"nan_loss", "Finite losses: smaller inputs, or a smaller learning rate.", "Often said: NaN raises an `InvalidArgumentError`. Training goes on to the end with it, and every weight becomes NaN.", ""},
    {"accuracy_at_chance", "More than a coin would get.", "", ""},
    {"loss_stands_still", "A loss that falls.", "", ""},
};

// Where the depth of the one-hot table in `line` was written down.
const py::Syntax* depth_at(const Facts& f, uint32_t line) {
  for (std::string_view maker : {"one_hot", "to_categorical"})
    for (const py::Syntax* call : f.program.calls(maker)) {
      const py::Syntax* depth = argument(call, maker == "one_hot" ? "depth" : "num_classes", 1);
      if (call->span.line != line || !depth) continue;
      const py::Syntax* value = depth->kind == py::Syn::kName ? f.program.value_of(depth->text, call->span.begin) : nullptr;
      return value ? value : depth;
    }
  return nullptr;
}

}  // namespace

std::vector<Silent> silent_mistakes(const Facts& f) {
  std::vector<Silent> out;
  find_zero_rows(f, out);
  find_arithmetic(f, out);
  if (f.run.exception) return out;
  find_input_range(f, out);
  find_saturation(f, out);
  find_training(f, out);
  return out;
}

void explain_silent(const Facts& f, Explanation& e) {
  const Silent& s = e.silent.front();
  e.line = s.line;
  auto add = [&](uint32_t line, std::string why) {
    for (const Blame& b : e.blame)
      if (b.line == line) return;
    Span at;
    at.line = line;
    if (line) e.blame.push_back({line, f.program.line(line), std::move(why), at});
  };
  e.happened = "Nothing was raised. " + s.evidence;
  for (const Words& w : kWords)
    if (w.code == s.code) e.expected = w.expected, e.myth = w.myth, e.longer = w.longer;
  uint32_t born = s.line;
  if (s.code == "one_hot_zero_rows")
    if (const py::Syntax* depth = depth_at(f, s.line)) {
      born = depth->span.line;
      add(born, "the depth is chosen here");
    }
  if (born) e.born = "Line " + std::to_string(born) + ": " + quoted(f.program.line(born)) + ".";
  add(s.line, s.evidence);
  if (s.code == "unscaled_inputs" && f.model)
    for (const LayerInfo& l : f.model->layers)
      if (!l.weights.empty()) {
        add(l.span.line, "this layer adds the values up");
        break;
      }
}

}  // namespace misfit
