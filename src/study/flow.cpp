// Reads the flow off a run's trace, model and bindings.
#include "study/flow.h"

#include <algorithm>
#include <cctype>

namespace misfit {
namespace {

const Binding* binding_named(const Trace& t, const std::string& name) {
  for (auto b = t.bindings.rbegin(); b != t.bindings.rend(); ++b) if (b->name == name) return &*b;
  return nullptr;
}

// The first binding of a name: where its lengths are written.
const Binding* birth_of(const Trace& t, const Binding& last) {
  for (const Binding& b : t.bindings) if (b.name == last.name && b.shape == last.shape) return &b;
  return &last;
}

// The names that stand as the first arguments of model.fit(…).
std::vector<std::string> fit_arguments(const std::string& text) {
  std::vector<std::string> names;
  size_t at = text.find(".fit(");
  if (at == std::string::npos) return names;
  int depth = 0;
  std::string current;
  for (size_t i = at + 5; i < text.size() && names.size() < 2; ++i) {
    char c = text[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if ((c == ',' && depth == 0) || depth < 0) {
      if (size_t eq = current.find('='); eq != std::string::npos && eq + 1 < current.size()) current = current.substr(eq + 1);
      size_t begin = current.find_first_not_of(" \n");
      size_t end = begin;
      while (end < current.size() && (std::isalnum(static_cast<unsigned char>(current[end])) || current[end] == '_')) ++end;
      if (begin != std::string::npos) names.push_back(current.substr(begin, end - begin));
      current.clear();
      if (depth < 0) break;
    } else {
      current += c;
    }
  }
  return names;
}

FlowTensor tensor_of(const Trace& t, const Binding& b) {
  const Binding* born = birth_of(t, b);
  FlowTensor f{b.name, b.shape, {}, b.dtype, {}, b.step, born->span};
  if (const Step* s = t.find(b.step)) f.value = s->value;
  return f;
}

std::string detail_of(const LayerInfo& l) {
  for (const auto& [name, weight] : l.weights) {
    if (name.find("kernel") == std::string::npos || !weight) continue;
    const Shape& k = weight.shape();
    if (k.rank() == 4) return std::to_string(k[3]) + " filters, " + std::to_string(k[0]) + " × " + std::to_string(k[1]);
    if (k.rank() == 3) return std::to_string(k[2]) + " filters, " + std::to_string(k[0]);
  }
  return {};
}

void fill_layers(const Study& s, const Trace& t, Flow& flow) {
  if (t.models.empty()) return;
  const ModelInfo* model = &t.models.back();
  for (const ModelInfo& m : t.models) if (m.layers.size() > model->layers.size()) model = &m;
  const Step* failed = nullptr;
  for (const Step& step : t.steps()) if (step.failed) failed = &step;
  Span promise;
  Shape promised = Shape::unknown_rank();
  std::string first_class;
  for (const LayerInfo& l : model->layers) if (l.class_name != "InputLayer") { first_class = l.class_name; break; }
  Axes axes;
  size_t last = 0;
  for (size_t i = 0; i < model->layers.size(); ++i) if (model->layers[i].class_name != "InputLayer") last = i;
  FlowTensor in;
  if (!flow.data.empty()) in = flow.data[0];
  in.name.clear();
  bool alive = s.verdict->exception ? t.stage() >= Stage::kTrace || failed : true;
  for (size_t i = 0; i < model->layers.size(); ++i) {
    const LayerInfo& l = model->layers[i];
    if (l.class_name == "InputLayer") {
      promise = l.span;
      promised = l.output.known_rank() ? l.output : l.input;
      continue;
    }
    FlowLayer f;
    f.name = l.name;
    f.class_name = l.class_name;
    f.detail = detail_of(l);
    f.index = static_cast<int>(i);
    f.span = l.span;
    f.expected = promised.known_rank() ? promised : l.input;
    f.expected_span = promise.line ? promise : l.span;
    if (f.expected.known_rank()) f.expected_axes = axes.empty() ? axes_for(f.expected.rank(), first_class) : axes;
    if (f.expected_axes.size() != (f.expected.known_rank() ? f.expected.rank() : 0)) f.expected_axes = axes_for(f.expected.known_rank() ? f.expected.rank() : 0, l.class_name);
    // What really arrives: the data at the first layer, then what the layers make.
    bool first = flow.layers.empty();
    if (first && !flow.data.empty()) f.in = in;
    else f.in = {"", f.expected, f.expected_axes, DType::kFloat32, flow.layers.empty() ? Tensor{} : flow.layers.back().out_value, 0, {}};
    if (f.in.shape.known_rank() && f.in.axes.size() != f.in.shape.rank()) f.in.axes = axes_for(f.in.shape.rank(), first_class);
    f.reached = alive;
    const Step* step = nullptr;
    for (const Step& st : t.steps())
      if ((st.kind == StepKind::kLayer) && (st.label == l.name)) step = &st;
    if (step) { f.step = step->id; f.out_value = step->value; }
    bool here = failed && ((failed->kind == StepKind::kLayer && failed->label == l.name) || (first && (failed->kind == StepKind::kInput || failed->label == model->name)));
    if (here && alive) {
      f.failed = true;
      if (failed->expected.known_rank() && failed->label != model->name) f.expected = failed->expected;
      if (!failed->given.empty() && failed->given[0].known_rank() && !first) f.in.shape = failed->given[0];
      if (f.expected.known_rank() && f.expected_axes.size() != f.expected.rank()) f.expected_axes = axes_for(f.expected.rank(), l.class_name);
      if (f.in.shape.known_rank() && f.in.axes.size() != f.in.shape.rank()) f.in.axes = axes_for(f.in.shape.rank(), l.class_name);
      if (f.expected.known_rank() && f.in.shape.known_rank() && f.expected.rank() == f.in.shape.rank())
        for (size_t k = 0; k < f.expected.rank(); ++k) if (f.expected[k] < 0) f.expected[k] = f.in.shape[k];   // any length will do
      alive = false;
    }
    f.out = l.output;
    axes = axes_after(l.class_name, f.expected_axes, f.out.known_rank() ? f.out.rank() : 0, i == last);
    f.out_axes = axes;
    promised = f.out;
    promise = {};
    flow.layers.push_back(std::move(f));
  }
  if (!flow.layers.empty()) {
    const FlowLayer& l = flow.layers.back();
    flow.out = FlowTensor{"", l.out, l.out_axes, DType::kFloat32, l.out_value, l.step, l.span};
  }
  flow.has_loss = true;
  flow.loss = "loss";
  flow.loss_failed = failed && failed->kind == StepKind::kLoss;
  flow.loss_reached = alive && !flow.loss_failed;
}

void fill_operation(const Trace& t, Flow& flow) {
  if (t.steps().empty()) return;
  const Step* target = nullptr;
  for (const Step& s : t.steps()) if (s.failed) target = &s;
  if (!target)
    for (const Step& s : t.steps()) if (!s.inputs.empty() && s.shape.known_rank()) target = &s;
  if (!target) target = &t.steps().back();
  flow.operation = target->what;
  flow.operation_failed = target->failed;
  for (StepId id : target->inputs) {
    const Step* in = t.find(id);
    if (!in || !in->shape.known_rank()) continue;
    FlowTensor f{in->label, in->shape, {}, in->dtype, in->value, id, in->span};
    for (const Binding& b : t.bindings) if (b.step == id) f.name = b.name;
    f.axes = in->shape.rank() == 2 ? Axes{Axis::kHeight, Axis::kWidth} : axes_for(in->shape.rank(), "");
    flow.operands.push_back(std::move(f));
  }
  // The axes a product runs over are one axis: the last of the first and the first of the second.
  if (flow.operands.size() == 2 && (target->what.find("atMul") != std::string::npos || target->what.find("matmul") != std::string::npos) && flow.operands[0].axes.size() == 2 && flow.operands[1].axes.size() == 2) {
    flow.operands[0].axes = {Axis::kHeight, Axis::kFeature};
    flow.operands[1].axes = {Axis::kFeature, Axis::kClass};
  }
  if (!target->failed && target->shape.known_rank())
    flow.result = FlowTensor{"", target->shape, target->shape.rank() == 2 ? Axes{Axis::kHeight, Axis::kWidth} : axes_for(target->shape.rank(), ""), target->dtype, target->value, target->id, target->span};
}

}  // namespace

Flow flow_of(const Study& s) {
  Flow flow;
  if (!s.verdict) return flow;
  const Trace& t = s.verdict->trace;
  std::string reader;
  for (const ModelInfo& m : t.models)
    for (const LayerInfo& l : m.layers) if (reader.empty() && l.class_name != "InputLayer") reader = l.class_name;
  for (const std::string& name : fit_arguments(s.verdict->text))
    if (const Binding* b = binding_named(t, name); b && b->shape.known_rank()) {
      FlowTensor f = tensor_of(t, *b);
      f.axes = flow.data.empty() ? axes_for(f.shape.rank(), reader) : f.shape.rank() == 2 ? Axes{Axis::kBatch, Axis::kClass} : axes_for(f.shape.rank(), reader);
      // Its numbers as they were handed in: an array may have been written to since it was made.
      for (const Step& step : t.steps()) {
        if (!flow.data.empty() || step.kind != StepKind::kInput || step.what != "data") continue;
        const Step* given = step.value || step.inputs.empty() ? &step : t.find(step.inputs[0]);
        if (given && given->value && given->value.shape().rank() == f.shape.rank()) { f.value = given->value; f.step = given->id; }
        break;
      }
      flow.data.push_back(std::move(f));
    }
  fill_layers(s, t, flow);
  if (flow.layers.empty()) fill_operation(t, flow);
  return flow;
}

}  // namespace misfit
