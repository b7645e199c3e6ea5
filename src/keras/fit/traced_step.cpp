// Steps as tf.function keeps them: traced once a signature, shapes that vary forgotten, run again and again.
#include <algorithm>
#include <map>

#include "keras/fit/session.h"
#include "keras/fit/trainer.h"
#include "keras/nest.h"
#include "python/machine.h"
#include "tensorflow/retracing.h"

namespace misfit::keras {
namespace {

bool covers(const Specs& general, const Specs& specs) {
  if (general.size() != specs.size()) return false;
  for (size_t i = 0; i < specs.size(); ++i) {
    if (general[i].dtype != specs[i].dtype) return false;
    const Shape &g = general[i].shape, &s = specs[i].shape;
    if (!g.known_rank()) continue;
    if (!s.known_rank() || s.rank() != g.rank()) return false;
    for (size_t k = 0; k < g.rank(); ++k)
      if (g[k] >= 0 && g[k] != s[k]) return false;
  }
  return true;
}

// The most specific signature that covers both; false: they share none.
bool generalize(Specs& specs, const Specs& other) {
  if (specs.size() != other.size()) return false;
  for (size_t i = 0; i < specs.size(); ++i)
    if (specs[i].dtype != other[i].dtype) return false;
  for (size_t i = 0; i < specs.size(); ++i) {
    Shape &a = specs[i].shape;
    const Shape& b = other[i].shape;
    if (!a.known_rank() || !b.known_rank() || a.rank() != b.rank()) {
      a = Shape::unknown_rank();
      continue;
    }
    for (size_t k = 0; k < a.rank(); ++k)
      if (a[k] != b[k]) a[k] = Shape::kUnknown;
  }
  return true;
}

// The tensors a step gets: in Keras 2 the outputs of IteratorGetNext, in Keras 3 arguments named "data", "data_1".
Operands make_inputs(Graph& graph, const Specs& specs, bool keras3) {
  Operands inputs;
  if (keras3) {
    for (const Spec& s : specs) inputs.push_back(graph.placeholder(s.dtype, s.shape, "data"));
    graph.inputs = inputs;
    return inputs;
  }
  for (size_t i = 0; i < specs.size(); ++i) {
    Operand x;
    if (i == 0) {
      x = graph.placeholder(specs[i].dtype, specs[i].shape, "IteratorGetNext");
    } else {
      Node* node = inputs[0].node;
      node->outputs.push_back(specs[i]);
      x.dtype = specs[i].dtype;
      x.shape = specs[i].shape;
      x.node = node;
      x.output = static_cast<int>(i);
    }
    inputs.push_back(x);
  }
  graph.inputs = inputs;
  return inputs;
}

struct Tracing {
  py::Value outputs;
  Operands fetches;
  bool ran_python = false;
  int variables = 0;
};

// Variables there are: those of layers, metrics and the optimizer.
int count_variables(py::Interp& in, Model& model) {
  size_t n = weights_of(in, model).size();
  for (const auto& m : metrics_of(in, model)) n += m->variables.size();
  if (Trainer* t = model.trainer.get(); t && t->optimizer) n += t->optimizer->variables.size();
  return static_cast<int>(n);
}

// Keras 2 runs several steps in a loop, which autograph tries out first: where that fails in these ways, `outputs` stays undefined.
void tell_of_loop(py::Interp& in) {
  py::Ref<py::Exception> error = in.take();
  bool passed_over = true;
  for (const char* name : {"UnboundLocalError", "TypeError", "ValueError", "KeyError"}) passed_over = passed_over && !error->type->is_subclass(in.type_named(name));
  const bool in_user_code = std::any_of(error->traceback.begin(), error->traceback.end(), [](const auto& frame) { return frame.first.line != 0; });
  in.raise_object(error);
  if (passed_over) return;
  if (in_user_code) tf::wrap_user_code(in);
  error = in.take();
  in.raise("ValueError", "'outputs' must be defined before the loop\nNote: AutoGraph tried to define it automatically, but ran into a " + error->type->name + ": " + in.message_of(*error));
}

// Traces the step once; nothing: pending.
std::optional<Tracing> trace_once(py::Interp& in, Model& model, TracedStep::Trace& trace, const std::string& name, StepKindOf kind,
                                  tf::CreationScope::Rule rule = tf::CreationScope::Rule::kCounted) {
  trace.graph = std::make_unique<tf::FuncGraph>(in, name);
  in.state<Session>().traced_gradients.clear();
  Tracing out;
  uint64_t steps = in.machine().steps;
  int variables = count_variables(in, model);
  State& state = in.state<State>();
  std::vector<State::Scope> scopes = std::move(state.scopes);
  std::vector<State::CallContext> calls = std::move(state.calls);
  state.scopes.clear();
  state.calls.clear();
  bool staging = py::set_staging(in, false);
  tf::CreationScope creation(in, rule);
  bool ok = trace.graph->trace([&] {
    Operands inputs = make_inputs(trace.graph->graph, trace.specs, in.keras3());
    py::Value data = nest::map(in, trace.structure, [&](const py::Value& v) -> py::Value {
      if (!v.is_int()) return v;
      return tf::tensor_value(in, inputs[static_cast<size_t>(v.integer())]);
    });
    py::Value result = data ? run_step(in, model, kind, data) : py::Value();
    if (!result) return false;
    out.outputs = nest::map(in, result, [&](const py::Value& v) -> py::Value {
      if (!tf::as_tensor_object(v) && !py::cast<tf::Variable>(v)) {
        if (v.is_none()) return v;
        std::optional<Operand> constant = tf::convert(in, v);
        if (!constant) return {};
        out.fetches.push_back(*constant);
      } else {
        std::optional<Operand> x = tf::convert(in, v);
        if (!x) return {};
        out.fetches.push_back(*x);
      }
      return py::Value::integer(static_cast<int64_t>(out.fetches.size() - 1));
    });
    return bool(out.outputs);
  });
  py::set_staging(in, staging);
  state.scopes = std::move(scopes);
  state.calls = std::move(calls);
  out.variables = creation.created + count_variables(in, model) - variables;
  out.ran_python = in.machine().steps != steps;
  if (!ok) {
    // Keras 2's functions are converted by autograph, which tells where in user code it happened.
    if (!in.keras3() && !in.stopped()) {
      if (kind != StepKindOf::kPredict && model.trainer && model.trainer->steps_per_execution > 1) tell_of_loop(in);
      tf::wrap_user_code(in);
    }
    return std::nullopt;
  }
  return out;
}

bool make_trace(py::Interp& in, Model& model, TracedStep& step, TracedStep::Trace& trace, StepKindOf kind) {
  bool first = !step.attempted;
  step.attempted = true;
  std::optional<Tracing> traced = trace_once(in, model, trace, step.name, kind);
  if (!traced) return false;
  if (first && traced->variables > 0) {
    // tf.function traces again without the creation of variables; only the program can tell.
    if (traced->ran_python) {
      int made = traced->variables;
      traced = trace_once(in, model, trace, step.name, kind, tf::CreationScope::Rule::kForbidden);
      if (!traced) return false;
      traced->variables = made;
    }
    step.done_once = true;
  } else if (first) {
    step.done_once = true;
  }
  if (traced->variables > 0) step.variables_made = true;
  trace.outputs = traced->outputs;
  trace.fetches = traced->fetches.size();
  for (const auto& [variable, gradient] : in.state<Session>().traced_gradients) {
    trace.looked_at.push_back(variable);
    traced->fetches.push_back(gradient);
  }
  trace.graph->finish(traced->fetches);
  return true;
}

// All models of a program share what is known of their functions' tracings.
struct StepRetracing : py::RunState {
  static constexpr py::Kind kind{"keras.StepRetracing"};
  explicit StepRetracing(py::Interp&) {}
  std::map<std::string, tf::Retracing> functions;
};

std::string function_text(py::Interp& in, const std::string& name) {
  std::string owner = in.keras3() ? (name == "one_step_on_data_distributed" ? "TensorFlowTrainer.make_predict_function" : "TensorFlowTrainer._make_function")
                                  : "Model.make_" + name;
  return "<function " + owner + ".<locals>." + name + " at 0x7f0000000000>";
}

void count_call(py::Interp& in, const std::string& name, bool traced) {
  in.state<StepRetracing>().functions[name].count(in, traced, [&] { return function_text(in, name); });
}

void note_inputs(py::Interp& in, const TracedStep::Trace&) { in.trace.reach(Stage::kTrace, in.here()); }

// The trace of data of this kind, made where there is none; null: pending.
TracedStep::Trace* trace_for(py::Interp& in, Model& model, TracedStep& step, StepKindOf kind, const py::Value& structure, const Specs& specs) {
  TracedStep::Trace* trace = nullptr;
  for (const auto& t : step.traces)
    if (nest::same_structure(in, t->structure, structure) && covers(t->specs, specs)) trace = t.get();
  if (trace) return trace;
  auto made = std::make_unique<TracedStep::Trace>();
  made->structure = structure;
  made->specs = specs;
  for (const auto& t : step.traces)
    if (nest::same_structure(in, t->structure, structure)) {
      Specs wider = made->specs;
      if (generalize(wider, t->specs)) made->specs = wider;
    }
  note_inputs(in, *made);
  const bool retry = step.attempted && !step.done_once;   // the first trace of this function failed
  const bool had_variables = step.variables_made;
  if (!make_trace(in, model, step, *made, kind)) return nullptr;
  made->late_variables = retry && !had_variables && step.variables_made;
  step.done_once = true;
  step.traces.push_back(std::move(made));
  return step.traces.back().get();
}

}  // namespace

bool prepare_step(py::Interp& in, Model& model, TracedStep& step, StepKindOf kind, const py::Value& structure, const Specs& specs) {
  return step.broken || trace_for(in, model, step, kind, structure, specs);
}

py::Value call_step(py::Interp& in, Model& model, TracedStep& step, StepKindOf kind, const py::Value& structure, const Specs& specs,
                    const std::vector<Tensor>& tensors) {
  if (step.broken) {
    if (!in.keras3()) return py::Value::none();
    return in.raise("ValueError", "Attr 'Toutput_types' of 'OptionalFromValue' Op passed list of length 0 less than minimum 1.");
  }
  TracedStep::Trace* trace = trace_for(in, model, step, kind, structure, specs);
  if (!trace) return {};
  const bool traced = std::exchange(trace->fresh, false), late_variables = std::exchange(trace->late_variables, false);
  if (in.keras3() && kind != StepKindOf::kPredict && trace->fetches == 0 && step.name == "multi_step_on_iterator")
    return in.raise("ValueError", "Attr 'Toutput_types' of 'OptionalFromValue' Op passed list of length 0 less than minimum 1.");
  if (!in.state<Session>().numbers_wanted()) return {};
  std::optional<std::vector<Tensor>> results = trace->graph->run(tensors);
  if (!results) return {};
  Session& session = in.state<Session>();
  session.gradients.clear();
  for (size_t i = 0; i < trace->looked_at.size(); ++i) session.gradients.emplace_back(trace->looked_at[i], (*results)[trace->fetches + i]);
  step.broken = late_variables;
  if (late_variables)
    return in.raise("ValueError", "Creating variables on a non-first call to a function decorated with tf.function.");
  count_call(in, step.name, traced);
  return nest::map(in, trace->outputs, [&](const py::Value& v) -> py::Value {
    return v.is_int() ? tf::eager_value(in, (*results)[static_cast<size_t>(v.integer())]) : v;
  });
}

}  // namespace misfit::keras
