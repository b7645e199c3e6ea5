// Sequential: a stack of layers; when it is built, how it is rebuilt, and what it refuses to hold.
#include "keras/scratch.h"
#include "keras/call_spec.h"
#include "keras/calls.h"
#include "keras/functional.h"
#include "keras/layer_members.h"
#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

constexpr std::string_view kSingleOutput =
    "All layers in a Sequential model should have a single output tensor. For multi-output layers, use the functional API.";

bool refuse(py::Interp& in, std::string_view type, std::string text) {
  in.raise(type, std::move(text));
  return false;
}

bool name_is_free(const Sequential& s, const Layer& layer) {
  for (const auto& other : s.stack)
    if (other->name == layer.name && other.get() != &layer && !py::cast<InputLayer>(py::Value(other))) return false;
  return true;
}

// ---- Keras 2: each add() extends the graph; without a declared input the graph is made at the first call ----

bool graph_keras2(py::Interp& in, Sequential& s, const py::Value& input, const py::Value& output) {
  auto graph = std::make_unique<LayerGraph>();
  if (!map_graph(in, input, output, *graph)) return false;
  s.stack = graph->operations;
  s.graph = std::move(graph);
  s.built = true;
  return true;
}

bool single_output(py::Interp& in, const py::Value& output) {
  return nest::flatten(in, output).size() == 1 || refuse(in, "ValueError", std::string(kSingleOutput));
}

// The declared shape of the first layer, or of the first layer of a model that comes first. A Sequential does not count its Input among its layers.
std::optional<Shape> declared_shape(py::Interp& in, Layer& layer, DType* dtype) {
  *dtype = layer.variable_dtype;
  if (layer.batch_input_shape) return layer.batch_input_shape;
  auto* model = py::cast<Model>(py::Value(&layer));
  const bool sequential = py::cast<Sequential>(py::Value(&layer));
  if (!model || (!sequential && !model->graph)) return std::nullopt;
  for (const py::Ref<Layer>& inner : sublayers_of(in, *model))
    if (!sequential || !py::cast<InputLayer>(py::Value(inner))) return declared_shape(in, *inner, dtype);
  return std::nullopt;
}

bool add_keras2(py::Interp& in, Sequential& s, Layer& layer) {
  s.built = false;
  bool first = s.stack.empty();
  if (first) {
    py::Value input, output;
    DType dtype = DType::kFloat32;
    if (auto* declared = py::cast<InputLayer>(py::Value(&layer))) {
      input = output = declared->inbound[0]->outputs[0];
    } else if (std::optional<Shape> shape = declared_shape(in, layer, &dtype)) {
      input = make_input(in, *shape, dtype, layer.name + "_input");
      output = layer_call(in, layer, input);
      if (!output) return false;
    }
    if (input) {
      if (!single_output(in, output)) return false;
      s.explicit_input = true;
      return graph_keras2(in, s, input, output);
    }
  } else if (s.graph) {
    py::Value output = layer_call(in, layer, py::Value(s.graph->outputs[0]));
    if (!output || !single_output(in, output)) return false;
    return graph_keras2(in, s, s.graph->inputs_struct, output);
  }
  s.stack.emplace_back(&layer);
  return true;
}

std::optional<Shape> relaxed(const std::optional<Shape>& known, const Shape& now) {
  if (!known) return now;
  if (!known->known_rank() || !now.known_rank() || known->rank() != now.rank()) return std::nullopt;
  Shape out = now;
  for (size_t i = 0; i < out.rank(); ++i)
    if ((*known)[i] != now[i]) out[i] = Shape::kUnknown;
  return out;
}

// False: pending. Not being able to is no fault: then the layers are called one after the other.
bool build_deferred(py::Interp& in, Sequential& s, const Shape& shape, DType dtype) {
  if (s.explicit_input || s.graph_failed || s.stack.empty()) return true;
  if (!shape.known_rank()) return refuse(in, "ValueError", "Cannot iterate over a shape with unknown rank.");
  std::optional<Shape> wanted = relaxed(s.inferred_input, shape);
  if (wanted && (!s.inferred_input || !(*wanted == *s.inferred_input))) {
    State& state = in.state<State>();
    std::vector<py::Ref<Layer>> layers = s.layers(in);
    GraphScope outside(in, nullptr);
    std::vector<State::CallContext> calls = std::move(state.calls);
    state.calls.clear();
    std::vector<std::vector<std::shared_ptr<LayerNode>>> nodes_before;
    for (const auto& l : layers) nodes_before.push_back(l->inbound);
    const auto give_up = [&] {                   // an earlier graph stays as it was
      in.take();
      s.graph_failed = true;
      for (size_t i = 0; i < layers.size(); ++i) layers[i]->inbound = nodes_before[i];
    };
    py::Value input = make_input(in, *wanted, dtype, layers[0]->name + "_input"), x = input;
    // Nodes of an earlier try are forgotten.
    if (s.inferred_input)
      for (const auto& l : layers)
        if (!l->inbound.empty()) l->inbound.pop_back();
    for (const auto& l : layers) {
      x = layer_call(in, *l, x);
      if (!x) break;
    }
    state.calls = std::move(calls);
    if (!x) {
      if (in.stopped()) return false;
      give_up();
    } else if (!single_output(in, x)) {
      return false;
    } else {
      std::vector<py::Ref<Layer>> kept = s.stack;
      if (!graph_keras2(in, s, input, x)) {
        s.stack = kept;
        give_up();
      }
    }
  }
  s.inferred_input = wanted;
  return true;
}

// ---- Keras 3: a functional model is made anew after each add() ----

py::Value raise_for_signature(py::Interp& in, Layer& layer) {
  py::Ref<py::Exception> e = in.take();
  if (in.stopped() || !e->type->is_subclass(in.type_named("TypeError"))) return in.raise_object(e);
  CallParameters parameters = call_parameters(in, layer);
  std::string c(layer.class_name());
  size_t required = 0;
  std::string shown;
  for (const auto& p : parameters.list)
    if (!p.default_value && !p.keyword_only) {
      ++required;
      shown += (shown.empty() ? "" : ", ") + ("<Parameter \"" + p.name + "\">");
    }
  if (parameters.list.empty())
    return in.raise("ValueError", "Layers added to a Sequential model should have a single positional argument, the input tensor. Layer " + c +
                                      " has no positional arguments.");
  if (required > 1)
    return in.raise("ValueError", "Layers added to a Sequential model can only have a single required positional argument, the input tensor. Layer " + c +
                                      " has multiple required positional arguments: [" + shown + "]");
  return in.raise_object(e);
}

bool build_keras3(py::Interp& in, Sequential& s, const Shape& shape) {
  if (s.stack.empty())
    return refuse(in, "ValueError", "Sequential model " + s.name + " cannot be built because it has no layers. Call `model.add(layer)`.");
  if (auto* input = py::cast<InputLayer>(py::Value(s.stack[0]))) {
    if (!(input->batch_shape == shape))
      return refuse(in, "ValueError", "Sequential model '" + s.name + "' has already been configured to use input shape " + python_text(input->batch_shape) +
                                          ". You cannot build it with input_shape " + python_text(shape));
  } else {
    py::Ref<KerasTensor> made = make_input(in, shape, s.stack[0]->compute_dtype, "");
    s.stack.insert(s.stack.begin(), made->operation);
  }
  py::Value input = s.stack[0]->inbound[0]->outputs[0], x = input;
  for (size_t i = 1; i < s.stack.size(); ++i) {
    x = layer_call(in, *s.stack[i], x);
    if (x) continue;
    if (in.stopped()) return false;
    py::Ref<py::Exception> e = in.take();
    if (e->type->is_subclass(in.type_named("NotImplementedError"))) return true;
    in.raise_object(e);
    raise_for_signature(in, *s.stack[i]);
    return false;
  }
  auto graph = std::make_unique<LayerGraph>();
  graph->name = in.state<State>().unique_name("Functional");
  if (!map_graph(in, input, x, *graph)) return false;
  s.graph = std::move(graph);
  s.built = true;
  return true;
}

bool rebuild_keras3(py::Interp& in, Sequential& s) {
  s.built = false;
  s.graph.reset();
  if (s.stack.empty()) return true;
  std::optional<Shape> shape;
  if (auto* input = py::cast<InputLayer>(py::Value(s.stack[0]))) {
    shape = input->batch_shape;
  } else if (auto* model = py::cast<Model>(py::Value(s.stack[0])); model && model->graph && model->graph->inputs.size() == 1) {
    shape = model->graph->inputs[0]->shape;
  }
  if (!shape || s.stack.size() < 2) return true;
  LayerScope scope(in, s);
  s.path = in.state<State>().current_path();
  bool ok = build_keras3(in, s, *shape);
  if (ok) s.built = true;
  return ok;
}

bool add_keras3(py::Interp& in, Sequential& s, Layer& layer) {
  if (py::cast<InputLayer>(py::Value(&layer)) && !s.stack.empty())
    if (auto* input = py::cast<InputLayer>(py::Value(s.stack[0])))
      return refuse(in, "ValueError", "Sequential model '" + s.name + "' has already been configured to use input shape " + python_text(input->batch_shape) +
                                          ". You cannot add a different Input layer to it.");
  s.stack.emplace_back(&layer);
  return true;
}

}  // namespace

Sequential::Sequential(py::Type* t) : Model(Sequential::kind, t) {}

void Sequential::clear() {
  stack.clear();
  Model::clear();
}

bool Sequential::add(py::Interp& in, const py::Value& value, bool rebuild) {
  Layer* layer = py::cast<Layer>(value);
  if (auto* k = py::cast<KerasTensor>(value))
    if (py::cast<InputLayer>(py::Value(k->operation))) layer = k->operation.get();
  if (const py::Value shape = in.keras3() && stack.empty() && layer && layer->dict ? layer->dict->get("_input_shape_arg") : py::Value())
    return in.raise("ValueError", "Cannot convert '" + in.str(shape).value_or("") + "' to a shape."), false;
  if (in.keras3() && stack.empty() && layer && layer->batch_input_shape && !py::cast<InputLayer>(py::Value(layer))) {
    py::Ref<KerasTensor> made = make_input(in, *layer->batch_input_shape, in.state<State>().floatx, "");
    stack.push_back(made->operation);
    if (rebuild && !rebuild_keras3(in, *this)) return false;
  }
  if (!layer) {
    std::optional<std::string> shown = in.str(value), class_text = in.str(py::Value(in.type_of(value)));
    if (!shown || !class_text) return false;
    if (in.keras3())
      return refuse(in, "ValueError", "Only instances of `keras.Layer` can be added to a Sequential model. Received: " + *shown + " (of type " + *class_text + ")");
    return refuse(in, "TypeError", "The added layer must be an instance of class Layer. Received: layer=" + *shown + " of type " + *class_text + ".");
  }
  if (!name_is_free(*this, *layer)) {
    std::string quote = in.keras3() ? "'" : "\"";
    return refuse(in, "ValueError", "All layers added to a Sequential model should have unique names. Name " + quote + layer->name + quote +
                                        " is already the name of a layer in this model. Update the `name` argument to pass a unique name.");
  }
  if (!in.keras3()) return add_keras2(in, *this, *layer);
  if (!add_keras3(in, *this, *layer)) return false;
  if (rebuild) return rebuild_keras3(in, *this);
  built = false;
  graph.reset();
  return true;
}

bool Sequential::rebuild(py::Interp& in) { return !in.keras3() || rebuild_keras3(in, *this); }

bool Sequential::pop(py::Interp& in) {
  std::vector<py::Ref<Layer>> shown = layers(in);
  if (!in.keras3()) {
    if (shown.empty()) return refuse(in, "TypeError", "There are no layers in the model.");
    stack.pop_back();
    shown.pop_back();
    if (shown.empty()) {
      graph.reset();
      built = explicit_input = false;
      inferred_input = std::nullopt;
      stack.clear();
      return true;
    }
    if (!graph) return true;
    return graph_keras2(in, *this, graph->inputs_struct, shown.back()->inbound.back()->output);
  }
  if (stack.empty()) return refuse(in, "IndexError", "pop from empty list");
  stack.pop_back();
  if (stack.empty()) return refuse(in, "IndexError", "list index out of range");
  return rebuild_keras3(in, *this);
}

bool Sequential::build(py::Interp& in, const std::vector<Shape>& shapes) {
  if (in.keras3()) return shapes.size() != 1 || build_keras3(in, *this, shapes[0]);
  if (graph) {
    built = true;
    return true;
  }
  if (shapes.empty()) return refuse(in, "ValueError", "You must provide an `input_shape` argument.");
  if (!build_deferred(in, *this, shapes[0], in.state<State>().floatx)) return false;
  built = true;
  build_shapes = shapes;
  return true;
}

py::Value Sequential::call(py::Interp& in, const py::Value& inputs, const Call& call) {
  if (!in.keras3() && !explicit_input) {
    tf::TensorObject* t = tf::as_tensor_object(inputs);
    if (!t) graph_failed = true;
    else if (!build_deferred(in, *this, t->operand.shape, t->operand.dtype)) return {};
  }
  if (graph) return call_graph(in, *this, *graph, inputs, call);
  py::Value x = inputs, mask = call.mask ? call.mask : py::Value::none();
  for (const auto& layer : layers(in)) {
    CallParameters parameters = call_parameters(in, *layer);
    std::vector<py::Keyword> keywords;
    if (parameters.has("mask")) keywords.push_back({"mask", mask});
    if (parameters.has("training") && (!in.keras3() || call.training))
      keywords.push_back({"training", call.training ? py::Value::boolean(*call.training) : py::Value::none()});
    py::Value out = in.call(py::Value(layer), py::Args{std::span<const py::Value>(&x, 1), keywords});
    if (!out) return {};
    x = out;
    mask = nest::map(in, x, [](const py::Value& v) -> py::Value {
      tf::TensorObject* t = tf::as_tensor_object(v);
      return t && t->keras_mask ? t->keras_mask : py::Value::none();
    });
  }
  return x;
}

py::Value Sequential::compute_mask(py::Interp& in, const py::Value& inputs, const py::Value& mask) { return Model::compute_mask(in, inputs, mask); }

std::vector<py::Ref<Layer>> Sequential::layers(py::Interp&) {
  std::vector<py::Ref<Layer>> list = stack;
  if (!list.empty() && py::cast<InputLayer>(py::Value(list[0]))) list.erase(list.begin());
  return list;
}

}  // namespace misfit::keras
