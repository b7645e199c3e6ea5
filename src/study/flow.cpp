// Reads the flow off a run's trace, model, bindings and looks.
#include "study/flow.h"

#include <algorithm>
#include <cctype>
#include <map>

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

// Commas outside of brackets.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (char c : text) {
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c == ',' && depth == 0) parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

std::string trimmed(const std::string& s) {
  const size_t a = s.find_first_not_of(" \n\t"), b = s.find_last_not_of(" \n\t");
  return a == std::string::npos ? "" : s.substr(a, b - a + 1);
}

// `x=images[:120]` is `images`; `[a, b]` and `(a, b)` are both.
std::vector<std::string> names_in(std::string argument) {
  argument = trimmed(argument);
  size_t word = 0;
  while (word < argument.size() && (std::isalnum(static_cast<unsigned char>(argument[word])) || argument[word] == '_' || static_cast<unsigned char>(argument[word]) >= 0x80)) ++word;
  if (word > 0 && word < argument.size() && argument[word] == '=' && argument.compare(word, 2, "==") != 0) return names_in(argument.substr(word + 1));
  if (word > 0) return {argument.substr(0, word)};
  if (argument.size() > 2 && (argument[0] == '[' || argument[0] == '(' || argument[0] == '{')) {
    std::vector<std::string> names;
    for (std::string part : split(argument.substr(1, argument.size() - 2))) {
      if (argument[0] == '{' && part.find(':') != std::string::npos) part = part.substr(part.find(':') + 1);
      for (std::string& n : names_in(part)) names.push_back(std::move(n));
    }
    return names;
  }
  return {};
}

// What stands as the first two arguments of the fit() (or evaluate, predict) that the run is about.
std::vector<std::vector<std::string>> given_names(const Run& run) {
  std::vector<std::vector<std::string>> names;
  const std::string& text = run.text;
  size_t at = text.find(".fit(");
  if (run.exception && run.exception->span.end > run.exception->span.begin)
    for (const char* call : {".fit(", ".evaluate(", ".predict("})
      if (size_t here = text.find(call, run.exception->span.begin); here != std::string::npos && here < run.exception->span.end) at = here;
  if (at == std::string::npos) return names;
  at = text.find('(', at) + 1;
  int depth = 1;
  size_t end = at;
  for (; end < text.size() && depth > 0; ++end) depth += text[end] == '(' || text[end] == '[' || text[end] == '{' ? 1 : text[end] == ')' || text[end] == ']' || text[end] == '}' ? -1 : 0;
  for (const std::string& argument : split(text.substr(at, end > at ? end - at - 1 : 0))) {
    if (names.size() == 2) break;
    const std::string word = trimmed(argument);
    const size_t equals = word.find('=');
    const bool keyword = equals != std::string::npos && equals > 0 && word.compare(equals, 2, "==") != 0 && word.substr(0, equals).find_first_of("([") == std::string::npos;
    if (keyword && trimmed(word.substr(0, equals)) != "x" && trimmed(word.substr(0, equals)) != "y") continue;
    names.push_back(names_in(argument));
  }
  return names;
}

FlowTensor tensor_of(const Trace& t, const Binding& b) {
  const Binding* born = birth_of(t, b);
  FlowTensor f{b.name, b.shape, {}, b.dtype, {}, b.step, born->span};
  if (const Step* s = t.find(b.step)) f.value = s->value;
  return f;
}

std::string times(const Shape& s) {
  if (!s.known_rank()) return "?";
  std::string text;
  for (size_t i = 1; i < s.rank(); ++i) text += (i > 1 ? " × " : "") + (s[i] < 0 ? std::string("?") : std::to_string(s[i]));
  return text.empty() ? "1" : text;
}

// What the layer does to a row, in a few signs.
std::string detail_of(const LayerInfo& l, const Shape& in) {
  for (const auto& [name, weight] : l.weights) {
    if (name.find("kernel") == std::string::npos || !weight) continue;
    const Shape& k = weight.shape();
    if (k.rank() == 4) return std::to_string(k[3]) + " filters, " + std::to_string(k[0]) + " × " + std::to_string(k[1]);
    if (k.rank() == 3 && l.class_name.find("Conv") != std::string::npos) return std::to_string(k[2]) + " filters, " + std::to_string(k[0]);
  }
  const std::string from = times(in), to = times(l.output);
  if (from == to || to == "?") return from == "?" ? "" : from;
  return from + " → " + to;
}

// The moment as it concerns the stage.
struct Instant { bool shapes = true, failing = true; const Look* look = nullptr; };

Instant instant_of(const Study& s) {
  Instant now;
  now.look = look_now(s);
  if (s.moment < 0) return now;
  std::vector<Moment> track = moments(s);
  if (s.moment >= static_cast<int>(track.size())) return now;
  const Moment& m = track[static_cast<size_t>(s.moment)];
  if (m.state == Moment::kFailed || m.state == Moment::kAhead || m.step) return now;
  now.failing = false;
  now.shapes = m.stage != Stage::kBuild && m.stage != Stage::kCompile;
  return now;
}

// Columns by depth; a layer stays in the lane of what it reads first, others move to a free one.
void place(std::vector<FlowLayer>& layers) {
  std::map<std::pair<int, int>, bool> taken;
  for (FlowLayer& l : layers) {
    int lane = 0;
    for (size_t k = 0; k < l.reads.size(); ++k) {
      const int r = l.reads[k];
      if (r >= 0) l.column = std::max(l.column, layers[static_cast<size_t>(r)].column + 1);
      if (k == 0) lane = r >= 0 ? layers[static_cast<size_t>(r)].lane : -1 - r;
      else lane = std::min(lane, r >= 0 ? layers[static_cast<size_t>(r)].lane : -1 - r);
    }
    while (taken[{l.column, lane}]) ++lane;
    taken[{l.column, lane}] = true;
    l.lane = lane;
  }
}

struct Reader {
  const Study& s;
  const Run& run;
  const Trace& t;
  Flow flow;
  Instant now;
  const ModelInfo* model = nullptr;
  std::string first_class;

  void read_data() {
    std::vector<std::vector<std::string>> names = given_names(run);
    const Step* handed = nullptr;
    for (const Step& step : t.steps()) if (!handed && step.kind == StepKind::kInput && step.what == "data") handed = &step;
    for (size_t side = 0; side < names.size() && side < 2; ++side) {
      std::vector<FlowTensor>& into = side == 0 ? flow.inputs : flow.labels;
      for (const std::string& name : names[side]) {
        const Binding* b = binding_named(t, name);
        if (!b || !b->shape.known_rank()) continue;
        FlowTensor f = tensor_of(t, *b);
        f.axes = side == 0 ? axes_for(f.shape.rank(), first_class) : f.shape.rank() == 2 ? Axes{Axis::kBatch, Axis::kClass} : axes_for(f.shape.rank(), first_class);
        // Its numbers as they were handed in: an array may have been written to since it was made.
        if (side == 0 && into.empty() && handed) {
          const Step* given = handed->value || handed->inputs.empty() ? handed : t.find(handed->inputs[0]);
          if (given && given->value && given->value.shape().rank() == f.shape.rank()) { f.value = given->value; f.step = given->id; }
        }
        into.push_back(std::move(f));
      }
    }
    // A data set, a generator: what was looked at, or at least the shape that was promised.
    const Look* look = run.looks.empty() ? nullptr : &run.looks.front();
    auto looked = [&](const std::vector<Tensor>& values, std::vector<FlowTensor>& into, const std::vector<std::string>& called, bool label) {
      for (size_t k = 0; k < values.size(); ++k) {
        if (!values[k] || !values[k].shape().rank()) continue;
        FlowTensor f{k < called.size() ? called[k] : label ? "labels" : "data", values[k].shape().with(0, -1), {}, values[k].dtype(), values[k], 0, {}};
        f.axes = label && f.shape.rank() == 2 ? Axes{Axis::kBatch, Axis::kClass} : axes_for(f.shape.rank(), first_class);
        into.push_back(std::move(f));
      }
    };
    const std::vector<std::string> called = names.empty() ? std::vector<std::string>() : names[0];
    if (flow.inputs.empty() && look) looked(look->x, flow.inputs, called, false);
    if (flow.labels.empty() && look && (names.size() < 2 || names[1].empty() || flow.inputs.empty() || !flow.inputs[0].step)) looked(look->y, flow.labels, {}, true);
    if (flow.inputs.empty() && handed && handed->shape.known_rank()) {
      FlowTensor f{called.empty() ? "data" : called[0], handed->shape, axes_for(handed->shape.rank(), first_class), handed->dtype, {}, handed->id, {}};
      flow.inputs.push_back(std::move(f));
    }
  }

  void read_layers() {
    const Step* failed = nullptr;
    if (now.failing && run.exception) for (const Step& step : t.steps()) if (step.failed) failed = &step;
    std::map<std::string, const Step*> called;
    for (const Step& step : t.steps()) if (step.kind == StepKind::kLayer) called[step.label] = &step;
    std::vector<int> place_of(model->layers.size(), -1);      // layer of the model -> layer of the flow, or -1 - input
    std::vector<const LayerInfo*> promises;
    // Of several inputs the one whose shape cannot be what was promised.
    int refused = 0;
    for (size_t i = 0, k = 0; i < model->layers.size(); ++i) {
      if (model->layers[i].class_name != "InputLayer") continue;
      const Shape& promise = model->layers[i].output;
      if (k < flow.inputs.size() && promise.known_rank() && promise.rank() > 0) {
        const Shape& given = flow.inputs[k].shape;
        if (given.rank() != promise.rank() || !compatible(given.with(0, -1), promise.with(0, -1))) { refused = static_cast<int>(k); break; }
      }
      ++k;
    }
    bool alive = !now.failing || !run.exception || t.stage() >= Stage::kTrace || failed;
    size_t last = 0;
    for (size_t i = 0; i < model->layers.size(); ++i) if (model->layers[i].class_name != "InputLayer") last = i;
    for (size_t i = 0; i < model->layers.size(); ++i) {
      const LayerInfo& l = model->layers[i];
      if (l.class_name == "InputLayer") {
        place_of[i] = -1 - static_cast<int>(promises.size());
        promises.push_back(&l);
        continue;
      }
      FlowLayer f;
      f.name = l.name;
      f.class_name = l.class_name;
      f.index = static_cast<int>(i);
      f.span = l.span;
      for (int r : l.inbound) if (r >= 0 && r < static_cast<int>(i)) f.reads.push_back(place_of[static_cast<size_t>(r)]);
      if (f.reads.empty()) f.reads.push_back(flow.layers.empty() ? -1 : static_cast<int>(flow.layers.size()) - 1);
      const int source = f.reads[0];
      const bool first = source < 0;
      const size_t input = first ? static_cast<size_t>(-1 - source) : 0;
      const FlowLayer* before = first ? nullptr : &flow.layers[static_cast<size_t>(source)];
      const LayerInfo* promise = first && input < promises.size() ? promises[input] : nullptr;
      if (promise) f.expected = promise->output.known_rank() ? promise->output : promise->input;
      else f.expected = before && before->out.known_rank() ? before->out : l.input;
      f.expected_span = promise && promise->span.line ? promise->span : l.span;
      if (f.expected.known_rank()) f.expected_axes = before && before->out_axes.size() == f.expected.rank() ? before->out_axes : axes_for(f.expected.rank(), first_class);
      // What really arrives: the data at the first layer, then what the layers make.
      if (first && input < flow.inputs.size()) { f.in = flow.inputs[input]; f.in.name.clear(); }
      else f.in = {"", f.expected, f.expected_axes, DType::kFloat32, before ? before->out_value : Tensor{}, before ? before->step : 0, {}};
      if (f.in.shape.known_rank() && f.in.axes.size() != f.in.shape.rank()) f.in.axes = axes_for(f.in.shape.rank(), first_class);
      f.reached = alive && now.shapes;
      for (int r : f.reads) if (r >= 0 && (!flow.layers[static_cast<size_t>(r)].reached || flow.layers[static_cast<size_t>(r)].failed)) f.reached = false;
      if (auto step = called.find(l.name); step != called.end()) { f.step = step->second->id; f.out_value = step->second->value; }
      if (const Look::Layer* seen = now.look && now.shapes ? now.look->layer(l.name) : nullptr) { f.out_value = seen->output; f.finite = seen->finite; }
      const bool here = failed && ((failed->kind == StepKind::kLayer && failed->label == l.name) || (first && static_cast<int>(input) == refused && (failed->kind == StepKind::kInput || failed->label == model->name)));
      if (here && alive) mark_failure(f, *failed, first, l);
      f.detail = detail_of(l, f.in.shape.known_rank() && !f.failed ? f.in.shape : f.expected);
      f.out = l.output;
      f.out_axes = axes_after(l.class_name, f.expected_axes, f.out.known_rank() ? f.out.rank() : 0, i == last);
      place_of[i] = static_cast<int>(flow.layers.size());
      if (f.failed) alive = model->layers.size() > 1 && alive && f.reads.size() > 1 ? alive : false;
      flow.layers.push_back(std::move(f));
    }
    place(flow.layers);
    if (flow.layers.empty()) return;
    const FlowLayer& l = flow.layers.back();
    flow.out = FlowTensor{"", l.out, l.out_axes, DType::kFloat32, l.out_value, l.step, l.span};
    flow.has_loss = true;
    flow.loss_failed = failed && failed->kind == StepKind::kLoss;
    // Everything went through, and still it died while the step was traced: labels and output do not go together.
    if (!flow.loss_failed && now.failing && run.exception && !failed && t.stage() >= Stage::kTrace && l.reached) flow.loss_failed = true;
    flow.loss_reached = alive && l.reached && !flow.loss_failed;
  }

  // A model that died while it was built: the layers that were called, to the one that refused.
  const Step* refused_while_built() const {
    const Step* failed = nullptr;
    if (!now.failing || !run.exception) return nullptr;
    for (const Step& step : t.steps()) if (step.failed) failed = &step;
    if (!failed || failed->kind != StepKind::kLayer || failed->given.size() != 1 || !failed->given[0].known_rank() || failed->given[0].rank() == 0) return nullptr;
    if (t.stage() >= Stage::kTrace) return nullptr;
    for (const ModelInfo& m : t.models) for (const LayerInfo& l : m.layers) if (l.name == failed->label) return nullptr;
    return failed;
  }

  void read_building(const Step& failed) {
    std::map<StepId, const Step*> called;
    std::vector<const Step*> open{&failed};
    while (!open.empty() && called.size() < 2000) {
      const Step* call = open.back();
      open.pop_back();
      if (!called.emplace(call->id, call).second) continue;
      for (StepId id : call->inputs) if (const Step* from = t.find(id)) open.push_back(from);
    }
    for (const auto& [id, call] : called) if (call->kind == StepKind::kLayer && first_class.empty()) first_class = call->what;
    read_data();
    flow.labels.clear();
    std::map<StepId, int> place_of;
    for (const auto& [id, call] : called) {
      if (call->kind != StepKind::kLayer || call->given.empty() || !call->given[0].known_rank()) continue;
      FlowLayer f;
      f.name = call->label;
      f.class_name = call->what;
      f.span = f.expected_span = call->span;
      f.index = 1000 + static_cast<int>(flow.layers.size());
      if (model) for (size_t k = 0; k < model->layers.size(); ++k) if (model->layers[k].name == call->label) f.index = static_cast<int>(k);
      for (StepId from : call->inputs) f.reads.push_back(place_of.count(from) ? place_of[from] : -1);
      if (f.reads.empty()) f.reads.push_back(flow.layers.empty() ? -1 : static_cast<int>(flow.layers.size()) - 1);
      const FlowLayer* before = f.reads[0] >= 0 ? &flow.layers[static_cast<size_t>(f.reads[0])] : nullptr;
      f.expected = f.in.shape = call->given[0];
      f.expected_axes = f.in.axes = before && before->out_axes.size() == f.in.shape.rank() ? before->out_axes : axes_for(f.in.shape.rank(), before ? std::string_view(call->what) : std::string_view(first_class));
      if (!before && flow.inputs.empty()) flow.inputs.push_back(input_named(*call, f.in.axes));
      f.in.step = call->inputs.empty() ? 0 : call->inputs[0];
      f.reached = true;
      f.failed = call == &failed;
      f.step = call->id;
      f.out = call->shape;
      f.out_axes = axes_after(call->what, f.expected_axes, f.out.known_rank() ? f.out.rank() : 0, false);
      if (f.failed && call->expected.known_rank()) {
        f.expected = call->expected;
        f.expected_axes = f.expected.rank() == f.in.axes.size() ? f.in.axes : axes_for(f.expected.rank(), call->what);
        for (size_t k = 0; f.expected.rank() == f.in.shape.rank() && k < f.expected.rank(); ++k) if (f.expected[k] < 0) f.expected[k] = f.in.shape[k];
      }
      const std::string in = times(f.in.shape), out = times(f.out);
      f.detail = f.failed || out == "?" || in == out ? in : in + " → " + out;
      place_of[id] = static_cast<int>(flow.layers.size());
      flow.layers.push_back(std::move(f));
    }
    place(flow.layers);
  }

  // The Input by the program's name for it.
  FlowTensor input_named(const Step& reader, const Axes& axes) const {
    const Step* input = reader.inputs.empty() ? nullptr : t.find(reader.inputs[0]);
    FlowTensor f{"Input", reader.given[0], axes, DType::kFloat32, {}, input ? input->id : 0, input ? input->span : Span{}};
    for (const Binding& b : t.bindings) if (input && b.step == input->id) { f.name = b.name; break; }
    return f;
  }

  void mark_failure(FlowLayer& f, const Step& failed, bool first, const LayerInfo& l) {
    f.failed = true;
    if (failed.expected.known_rank() && failed.label != model->name) f.expected = failed.expected;
    if (!failed.given.empty() && failed.given[0].known_rank() && !first) f.in.shape = failed.given[0];
    if (f.expected.known_rank() && f.expected_axes.size() != f.expected.rank()) f.expected_axes = axes_for(f.expected.rank(), l.class_name);
    if (f.in.shape.known_rank() && f.in.axes.size() != f.in.shape.rank()) f.in.axes = axes_for(f.in.shape.rank(), l.class_name);
    if (f.expected.known_rank() && f.in.shape.known_rank() && f.expected.rank() == f.in.shape.rank())
      for (size_t k = 0; k < f.expected.rank(); ++k) if (f.expected[k] < 0) f.expected[k] = f.in.shape[k];   // any length will do
  }

  // The expression at which it died, from the variables it names.
  bool read_failed_expression(const FailedExpression& f) {
    for (size_t k = 0; k < f.operands.size(); ++k) {
      const std::string& name = f.operands[k];
      const Binding* b = name.empty() ? nullptr : binding_named(t, name);
      // What was made on the spot has no name, but left a step.
      const Step* made = nullptr;
      if (k < f.places.size() && f.places[k].end > f.places[k].begin)
        for (const Step& step : t.steps()) if (step.span.begin == f.places[k].begin && step.span.end == f.places[k].end && step.shape.known_rank() && !step.failed) made = &step;
      if (made) {
        FlowTensor x{"", made->shape, {}, made->dtype, made->value, made->id, made->span};
        x.axes = x.shape.rank() == 2 ? Axes{Axis::kHeight, Axis::kWidth} : axes_for(x.shape.rank(), "");
        flow.operands.push_back(std::move(x));
        continue;
      }
      if (!b || !b->shape.known_rank() || b->kind == "model") continue;
      FlowTensor x = tensor_of(t, *b);
      x.axes = x.shape.rank() == 2 ? Axes{Axis::kHeight, Axis::kWidth} : axes_for(x.shape.rank(), "");
      flow.operands.push_back(std::move(x));
    }
    if (flow.operands.empty()) return false;
    flow.operation = f.operation;
    flow.operation_line = f.line;
    flow.operation_failed = true;
    join_axes();
    return true;
  }

  // The axes a product runs over are one axis: the last of the first and the first of the second.
  void join_axes() {
    const std::string& what = flow.operation;
    const bool product = what.find("atMul") != std::string::npos || what.find("matmul") != std::string::npos || what.find("dot") != std::string::npos || what == "@";
    if (!product || flow.operands.size() != 2 || flow.operands[0].axes.size() != 2 || flow.operands[1].axes.size() != 2) return;
    flow.operands[0].axes = {Axis::kHeight, Axis::kFeature};
    flow.operands[1].axes = {Axis::kFeature, Axis::kClass};
  }

  // A program without a model: the operation of the moment, or the one that failed, or the last that read something.
  void read_operation() {
    std::vector<Moment> track = moments(s);
    const bool at_failure = s.moment < 0 || s.moment >= static_cast<int>(track.size()) || track[static_cast<size_t>(s.moment)].state == Moment::kFailed;
    if (now.failing && run.exception && s.failed_at && &run == s.verdict.get() && at_failure && read_failed_expression(*s.failed_at)) return;
    if (t.steps().empty()) return;
    const Step* target = nullptr;
    if (const int at = current_moment(s); at >= 0 && at < static_cast<int>(track.size())) target = t.find(track[static_cast<size_t>(at)].step);
    if (!target) for (const Step& step : t.steps()) if (step.failed) target = &step;
    if (!target) for (const Step& step : t.steps()) if (!step.inputs.empty() && step.shape.known_rank()) target = &step;
    if (!target) target = &t.steps().back();
    flow.operation = target->what;
    flow.operation_line = target->span.line;
    flow.operation_failed = target->failed;
    for (size_t k = 0; k < target->inputs.size(); ++k) {
      const Step* in = t.find(target->inputs[k]);
      if (!in || !in->shape.known_rank()) continue;
      FlowTensor f{in->label, in->shape, {}, in->dtype, in->value, in->id, in->span};
      for (const Binding& b : t.bindings) if (b.step == in->id) f.name = b.name;
      f.axes = in->shape.rank() == 2 ? Axes{Axis::kHeight, Axis::kWidth} : axes_for(in->shape.rank(), "");
      flow.operands.push_back(std::move(f));
    }
    join_axes();
    if (!target->failed && target->shape.known_rank())
      flow.result = FlowTensor{"", target->shape, target->shape.rank() == 2 ? Axes{Axis::kHeight, Axis::kWidth} : axes_for(target->shape.rank(), ""), target->dtype, target->value, target->id, target->span};
  }
};

}  // namespace

Flow flow_of(const Study& s) {
  const Run* run = shown_run(s);
  if (!run) return {};
  Reader r{s, *run, run->trace, {}, instant_of(s)};
  for (const ModelInfo& m : run->trace.models) if (!r.model || m.layers.size() > r.model->layers.size()) r.model = &m;
  if (r.model) for (const LayerInfo& l : r.model->layers) if (r.first_class.empty() && l.class_name != "InputLayer") r.first_class = l.class_name;
  // A model that nothing was given to, in a program that died elsewhere, is not what the program is about.
  if (const Step* refused = r.refused_while_built()) {
    r.first_class.clear();
    r.read_building(*refused);
  } else if (r.model && !r.first_class.empty()) {
    r.read_data();
    r.read_layers();
  }
  if (r.flow.layers.empty()) r.read_operation();
  return std::move(r.flow);
}

}  // namespace misfit
