// Units without a slope: tanh and sigmoid at their ends, relu that never fires, units that are all the same.
#include <algorithm>
#include <cmath>

#include "explain/silent/forward.h"
#include "explain/silent/silent.h"

namespace misfit {
namespace {

std::string percent(double share) { return std::to_string(static_cast<int>(std::lround(share * 100))) + " %"; }

// Columns of the kernel that are alike: such units get the same gradient for ever.
bool equal_units(const LayerInfo& l) {
  for (const auto& [name, w] : l.weights) {
    if (name != "kernel" || !w || !w.materialized() || w.shape().rank() != 2 || w.shape()[1] < 2 || w.elements() > 100'000) continue;
    const int64_t units = w.shape()[1];
    for (int64_t i = 0; i < w.elements(); ++i)
      if (std::fabs(w.at(i) - w.at(i - i % units)) > 1e-7) return false;
    return true;
  }
  return false;
}

// Where the text says how the weights begin: the initializer's own line, if it is a variable.
uint32_t line_of_initializer(const Facts& f, const LayerInfo& l, std::string_view keyword) {
  const py::Syntax* call = f.call_of(l);
  const py::Syntax* given = argument(call, keyword);
  if (given && given->kind == py::Syn::kName)
    if (const py::Syntax* value = f.program.value_of(given->text, call->span.begin)) return value->span.line;
  return given ? given->span.line : l.span.line;
}

}  // namespace

void find_saturation(const Facts& f, std::vector<Silent>& out) {
  if (!f.model) return;
  const bool blamed = std::any_of(out.begin(), out.end(), [](const Silent& s) { return s.code == "unscaled_inputs" || s.code == "constant_inputs"; });
  for (const LayerInfo& l : f.model->layers)
    if (&l != &f.model->layers.back() && equal_units(l)) {
      out.push_back({"equal_units", line_of_initializer(f, l, "kernel_initializer"), "All units of `" + l.name + "` have the same weights: they compute one number, and learn as one."});
      break;
    }
  if (blamed) return;
  std::vector<LayerOutputs> layers = dense_outputs(f);
  for (const LayerOutputs& o : layers) {
    if (o.layer == &f.model->layers.back()) break;
    if (double share = saturated_share(o); share > 0.6) {
      const std::string stuck = percent(share) + " of the " + o.activation + " outputs of `" + o.layer->name + "` (line " + std::to_string(o.layer->span.line) + ")";
      out.push_back({"saturated_units", line_of_initializer(f, *o.layer, "kernel_initializer"), stuck + " are stuck at their end, where the slope is almost 0."});
      return;
    }
    if (o.activation == "relu" && o.units > 1) {
      size_t dead = 0, rows = o.outputs.size() / o.units;
      for (size_t u = 0; u < o.units; ++u) {
        bool fires = false;
        for (size_t r = 0; r < rows && !fires; ++r) fires = o.outputs[r * o.units + u] > 0;
        dead += !fires;
      }
      if (dead * 10 >= o.units * 9) {
        const bool by_bias = argument(f.call_of(*o.layer), "bias_initializer") != nullptr;
        out.push_back({"dead_units", line_of_initializer(f, *o.layer, by_bias ? "bias_initializer" : "kernel_initializer"),
                       std::to_string(dead) + " of " + std::to_string(o.units) + " units of `" + o.layer->name + "` give 0 for every row: below 0 relu has no slope, and they cannot come back."});
        return;
      }
    }
  }
  if (f.model->layers.empty()) return;
  const LayerInfo& last = f.model->layers.back();
  if (last.output.known_rank() && last.output.rank() == 2 && last.output[1] == 1 && f.activation_of(last) == "softmax")
    out.push_back({"softmax_of_one", last.span.line, "`" + last.name + "` is a softmax over one number, which is always 1."});
}

}  // namespace misfit
