// The model is called on the samples as predict() would call it, but into a trace of its own; nothing it says is kept.
#include "keras/fit/look.h"

#include <cmath>

#include "keras/fit/session.h"
#include "keras/fit/trainer.h"
#include "keras/layer_members.h"
#include "keras/nest.h"
#include "keras/warn.h"
#include "python/machine.h"

namespace misfit::keras {
namespace {

constexpr int64_t kRows = 8, kElements = 1 << 18;
constexpr double kCheap = 4e6, kDear = 4e8;       // multiplications: for a verdict, for a training
constexpr size_t kMostLooks = 48;

// Layers that would run the program's code, draw random numbers or change something when they are called.
bool harmless(py::Interp& in, Model& model) {
  if (!model.graph) return false;
  for (const auto& l : all_layers(in, model)) {
    if (l.get() == &model) continue;
    if (l->stateful || l->activity_regularizer || l->class_name() == "Lambda" || l->class_name().substr(0, 6) == "Random") return false;
    if (overridden(in, *l, "call")) return false;
    if (in.pending()) return in.take(), false;
  }
  return !overridden(in, model, "call");
}

// Multiplications a row takes, about; and the longest output of a layer.
std::pair<double, int64_t> effort(py::Interp& in, Model& model) {
  double total = 0;
  int64_t longest = 1;
  for (const auto& l : model.graph->operations) {
    if (l->inbound.empty() || l->inbound.back()->outputs.empty()) continue;
    const Shape& out = l->inbound.back()->outputs[0]->shape;
    int64_t elements = 1;
    for (size_t i = 1; out.known_rank() && i < out.rank(); ++i) elements *= std::max<int64_t>(out[i], 16);
    const int64_t last = out.known_rank() && out.rank() > 1 ? std::max<int64_t>(out[out.rank() - 1], 1) : 1;
    int64_t weights = 0;
    for (const auto& w : weights_of(in, *l)) weights += w->cell->shape.elements();
    total += static_cast<double>(weights) * static_cast<double>(elements / last) + static_cast<double>(elements);
    longest = std::max(longest, elements);
  }
  return {total, longest};
}

// What a call leaves behind, put back.
class Untouched {
 public:
  Untouched(py::Interp& in, Model& model) : in_(in), machine_(in.machine()), context_(in.state<tf::Context>()), warned_(in.state<Warned>()) {
    trace_ = std::move(in.trace);
    in.trace = Trace();
    initialized_ = context_.initialized;
    lines_ = machine_.warnings.size();
    filtered_ = machine_.warned;
    texts_ = warned_.texts;
    tapes_.swap(context_.tapes);
    for (const auto& l : all_layers(in, model)) steps_.emplace_back(l, l->step);
  }
  ~Untouched() {
    if (in_.pending() && !in_.stopped()) in_.take();
    in_.trace = std::move(trace_);
    context_.initialized = initialized_;
    machine_.warnings.resize(std::min(lines_, machine_.warnings.size()));
    machine_.warned = std::move(filtered_);
    warned_.texts = std::move(texts_);
    tapes_.swap(context_.tapes);
    for (const auto& [layer, step] : steps_) layer->step = step;
  }
  Untouched(const Untouched&) = delete;
  Untouched& operator=(const Untouched&) = delete;

 private:
  py::Interp& in_;
  py::Interp::Machine& machine_;
  tf::Context& context_;
  Warned& warned_;
  Trace trace_;
  bool initialized_;
  size_t lines_;
  std::set<std::pair<std::string, uint32_t>> filtered_;
  std::set<std::string> texts_;
  std::vector<tf::Tape*> tapes_;
  std::vector<std::pair<py::Ref<Layer>, StepId>> steps_;
};

// Mean and largest size, from at most some thousands of elements; false: some are not finite.
bool measure(const Tensor& t, double* mean, double* largest) {
  const int64_t n = t.elements(), stride = std::max<int64_t>(1, n / 4096);
  double sum = 0, most = 0;
  int64_t seen = 0;
  bool finite = true;
  for (int64_t i = 0; i < n; i += stride, ++seen) {
    const double v = std::fabs(t.at(i));
    if (!std::isfinite(v)) finite = false;
    else sum += v, most = std::max(most, v);
  }
  if (mean) *mean = sum / static_cast<double>(std::max<int64_t>(seen, 1));
  if (largest) *largest = most;
  return finite;
}

void weigh(py::Interp& in, Layer& layer, const Session& session, Look::Layer& into) {
  tf::Variable* kernel = nullptr;
  for (const auto& w : weights_of(in, layer)) {
    if (!is_floating(w->cell->dtype)) continue;
    if (!kernel || w->cell->shape.elements() > kernel->cell->shape.elements()) kernel = w.get();
  }
  if (!kernel || !kernel->cell->value) return;
  into.finite = measure(kernel->cell->value, &into.weight, &into.largest) && into.finite;
  for (const auto& [variable, gradient] : session.gradients)
    if (variable.get() == kernel && gradient && is_floating(gradient.dtype())) measure(gradient, &into.gradient, nullptr);
}

}  // namespace

void remember_samples(py::Interp& in, Model& model, DataSource& source, const std::vector<Tensor>* batch) {
  Session& session = in.state<Session>();
  session.samples.clear();
  if (!session.look || !harmless(in, model)) return;
  auto [each, longest] = effort(in, model);
  const int64_t rows = std::clamp<int64_t>(kElements / longest, 1, kRows);
  if (each * static_cast<double>(rows) > (session.verdict_only ? kCheap : kDear)) return;
  std::vector<Tensor> first = batch ? std::vector<Tensor>() : source.first_rows(rows);
  if (batch)
    for (const Tensor& t : *batch) {
      if (!t.shape().rank()) return;
      first.push_back(t.rows(0, std::min(rows, t.shape()[0])));
    }
  session.samples = std::move(first);
  session.sample_structure = source.structure;
}

void take_look(py::Interp& in, Model& model, const When& when) {
  Session& session = in.state<Session>();
  if (session.samples.empty() || session.looks.size() >= kMostLooks || in.pending() || in.stopped()) return;
  Look look;
  look.fit = when.fit, look.epoch = when.epoch, look.batch = when.batch;
  look.epoch_end = when.epoch_end, look.held_out = when.held_out;
  std::vector<std::pair<std::string, Tensor>> outputs;
  {
    Untouched untouched(in, model);
    std::optional<BatchParts> parts = unpack(in, session.sample_structure);
    if (!parts) return;
    auto leaves = [&](const py::Value& part, std::vector<Tensor>& into) {
      for (const py::Value& v : nest::flatten(in, part))
        if (v.is_int()) into.push_back(session.samples[static_cast<size_t>(v.integer())]);
    };
    leaves(parts->x, look.x);
    leaves(parts->y, look.y);
    py::Value x = nest::map(in, parts->x, [&](const py::Value& v) -> py::Value {
      return v.is_int() ? tf::eager_value(in, session.samples[static_cast<size_t>(v.integer())]) : v;
    });
    std::vector<py::Keyword> keywords{{"training", py::Value::boolean(false)}};
    if (x) layer_call(in, model, py::Args{std::span<const py::Value>(&x, 1), keywords});
    for (const Step& s : in.trace.steps())
      if (s.kind == StepKind::kLayer && s.value && s.value.dtype() != DType::kString) outputs.emplace_back(s.label, s.value);
  }
  for (auto& [name, value] : outputs) {
    Look::Layer l;
    l.name = name;
    l.output = value;
    l.finite = measure(value, nullptr, nullptr);
    for (const auto& layer : model.graph->operations)
      if (layer->name == name) weigh(in, *layer, session, l);
    look.layers.push_back(std::move(l));
  }
  if (!look.layers.empty()) session.looks.push_back(std::move(look));
}

}  // namespace misfit::keras
