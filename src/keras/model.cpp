// Functional models and subclassed ones: how they take their inputs.
#include "keras/warn.h"
#include "keras/model.h"

#include <algorithm>

#include "keras/call_spec.h"
#include "keras/fit/trainer.h"
#include "keras/functional.h"
#include "keras/layer_members.h"
#include "keras/math.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"

namespace misfit::keras {
namespace {

const FaultSpec kFaults[] = {
    {.code = "functional_c1", .type = "ValueError",
     .keras3 = "Invalid input shape for input {tensor} with name '{input}' and path '{path}'. Expected shape {expected}, but input has incompatible shape {shape}"},
    {.code = "functional_c2", .type = "ValueError", .keras3 = "The structure of `inputs` doesn't match the expected structure.\nExpected: {expected}\nReceived: inputs={found}"},
};

void take_mask(const py::Value& from, const py::Value& to) {
  tf::TensorObject *a = tf::as_tensor_object(from), *b = tf::as_tensor_object(to);
  if (a && b && a != b) b->keras_mask = a->keras_mask, b->keras_history = a->keras_history, b->step = a->step;
}

// Keras 2: one axis of length 1 more or less at the end is added or dropped; then the declared dtype.
py::Value conform_keras2(py::Interp& in, const py::Value& x, const KerasTensor& reference) {
  tf::TensorObject* t = tf::as_tensor_object(x);
  if (!t) return x;
  Math m(in);
  Operand y = t->operand;
  if (y.shape.known_rank() && reference.shape.known_rank()) {
    size_t rank = y.shape.rank(), wanted = reference.shape.rank();
    if (rank == wanted + 1 && y.shape[rank - 1] == 1) y = m.squeeze(y, -1);
    else if (rank + 1 == wanted && reference.shape[wanted - 1] == 1) y = m.expand_dims(y, -1);
  }
  if (y && y.dtype != reference.dtype) y = m.cast(y, reference.dtype);
  if (!y) return {};
  py::Value out = tf::tensor_value(in, y, t->step);
  take_mask(x, out);
  return out;
}

std::vector<py::Value> flatten_keras2(py::Interp& in, const LayerGraph& g, const py::Value& inputs) {
  auto* d = py::cast<py::Dict>(inputs);
  if (!d) return nest::flatten(in, inputs);
  std::vector<std::string> names = g.input_names;
  if (auto* declared = py::cast<py::Dict>(g.inputs_struct)) {
    names.clear();
    for (const py::Value& key : nest::sorted_keys(in, *declared)) names.emplace_back(in.as_str(key).value_or(""));
  }
  if (d->size() > names.size()) {
    std::vector<py::Value> extra;
    for (const py::Dict::Entry& e : d->entries)
      if (e.key && std::find(names.begin(), names.end(), in.as_str(e.key).value_or("")) == names.end()) extra.push_back(e.key);
    std::optional<std::string> shown = in.repr(in.list(extra));
    warn_once(in, "Input dict contained keys " + shown.value_or("") + " which did not match any model input. They will be ignored by the model.");
  }
  std::vector<py::Value> out;
  for (const std::string& name : names) {
    py::Value v = d->get(name);
    if (!v) return nest::flatten(in, inputs);
    out.push_back(v);
  }
  return out;
}

std::string struct_text(py::Interp& in, const py::Value& structure, const std::function<std::string(const py::Value&)>& leaf) {
  py::Value shown = nest::map(in, structure, [&](const py::Value& v) { return in.str_value(v.is_none() ? "None" : leaf(v)); });
  return shown ? in.str(shown).value_or("") : "";
}

bool mismatch(py::Interp& in, const LayerGraph& g, const py::Value& inputs, bool refuse) {
  std::string expected = struct_text(in, g.inputs_struct, [](const py::Value& v) { return py::cast<KerasTensor>(v)->name; });
  std::string found = struct_text(in, inputs, [&](const py::Value& v) {
    std::optional<Shape> s = shape_of(in, v);
    return "Tensor(shape=" + (s ? python_text(*s) : "?") + ")";
  });
  Fault fault{&kFaults[1], {{"expected", expected}, {"found", found}}};
  if (refuse) {
    tf::raise_fault(in, fault, Dialect::kKeras3);
    return false;
  }
  warn_once(in, say(fault, Dialect::kKeras3));
  return !in.pending();
}

// Keras 3: reconciles dicts and lists, converts, and fits the rank.
std::optional<std::vector<py::Value>> standardize_keras3(py::Interp& in, const LayerGraph& g, py::Value inputs) {
  bool refuse = false;
  auto* list = py::cast<py::List>(g.inputs_struct);
  auto* dict = py::cast<py::Dict>(inputs);
  auto* declared = py::cast<py::Dict>(g.inputs_struct);
  if (list && list->items.size() == 1 && (tf::as_tensor_object(inputs) || py::cast<tf::Variable>(inputs))) {
    inputs = in.list({inputs});
  } else if (dict && !declared) {
    std::vector<py::Value> picked;
    for (const auto& x : g.inputs) {
      py::Value v = dict->get(x->name);
      if (v) picked.push_back(v);
    }
    if (picked.size() == g.inputs.size()) inputs = in.list(picked);
    else refuse = true;
  }
  if (declared && !py::cast<py::Dict>(inputs)) {
    std::vector<py::Value> sorted = nest::sorted_keys(in, *declared);
    size_t i = 0;
    for (const py::Dict::Entry& e : declared->entries)
      if (e.key && !e.key.same(sorted[i++])) refuse = true;
  }
  if (!nest::same_structure(in, inputs, g.inputs_struct, true))
    if (!mismatch(in, g, inputs, refuse)) return std::nullopt;
  std::vector<py::Value> flat = nest::flatten(in, inputs), out;
  Math m(in);
  std::vector<std::string> paths = nest::paths(in, g.inputs_struct);
  for (size_t i = 0; i < flat.size() && i < g.inputs.size(); ++i) {
    const KerasTensor& reference = *g.inputs[i];
    if (flat[i].is_none()) {
      auto* input = py::cast<InputLayer>(py::Value(reference.operation));
      if (input && !input->optional) {
        in.raise("ValueError", "The input '" + reference.name + "' is not optional, but None was passed. Please provide a valid tensor.");
        return std::nullopt;
      }
      out.push_back(flat[i]);
      continue;
    }
    StepId step = np::step_of(flat[i]);
    if (tf::TensorObject* t = tf::as_tensor_object(flat[i])) step = t->step;
    std::optional<Operand> x = tf::convert(in, flat[i]);
    if (!x) return std::nullopt;
    if (x->dtype != reference.dtype) x = m.cast(*x, reference.dtype);
    if (!*x) return std::nullopt;
    py::Value converted = tf::tensor_value(in, *x, step);
    take_mask(flat[i], converted);
    out.push_back(converted);
  }
  for (size_t i = 0; i < out.size(); ++i) {
    tf::TensorObject* t = tf::as_tensor_object(out[i]);
    if (!t) continue;
    const KerasTensor& reference = *g.inputs[i];
    const Shape &shape = t->operand.shape, &wanted = reference.shape;
    if (!shape.known_rank()) {
      in.raise("ValueError", "Cannot take the length of shape with unknown rank.");
      return std::nullopt;
    }
    size_t rank = shape.rank(), n = wanted.rank();
    Operand y = t->operand;
    if (rank == n) continue;
    if (rank == n + 1 && shape[rank - 1] == 1) {
      y = m.squeeze(y, -1);
    } else if (rank + 1 == n && wanted[n - 1] == 1) {
      y = m.expand_dims(y, -1);
    } else {
      std::optional<std::string> shown = in.format(out[i], "");
      if (shown)
        tf::raise_fault(in, Fault{&kFaults[0], {{"tensor", *shown}, {"input", reference.name}, {"path", paths[i]}, {"expected", python_text(wanted)}, {"shape", python_text(shape)}}},
                        Dialect::kKeras3);
      return std::nullopt;
    }
    if (!y) return std::nullopt;
    py::Value adjusted = tf::tensor_value(in, y, t->step);
    take_mask(out[i], adjusted);
    out[i] = adjusted;
  }
  return out;
}

}  // namespace

py::Value call_graph(py::Interp& in, Model& model, LayerGraph& g, const py::Value& inputs, const Layer::Call& call) {
  if (!in.keras3()) {
    std::vector<py::Value> flat = flatten_keras2(in, g, inputs), conformed;
    if (in.pending()) return {};
    std::vector<py::Value> masks = call.mask && !call.mask.is_none() ? flatten_keras2(in, g, call.mask) : std::vector<py::Value>{};
    for (size_t i = 0; i < flat.size() && i < g.inputs.size(); ++i) {
      py::Value x = conform_keras2(in, flat[i], *g.inputs[i]);
      if (!x) return {};
      if (tf::TensorObject* t = tf::as_tensor_object(x)) t->keras_mask = i < masks.size() ? masks[i] : py::Value();
      conformed.push_back(x);
    }
    return run_graph(in, g, conformed, call.training);
  }
  std::optional<std::vector<py::Value>> flat = standardize_keras3(in, g, inputs);
  if (!flat) return {};
  (void)model;
  if (call.mask && !call.mask.is_none()) {
    std::vector<py::Value> masks = nest::flatten(in, call.mask);
    for (size_t i = 0; i < flat->size() && i < masks.size(); ++i)
      if (tf::TensorObject* t = tf::as_tensor_object((*flat)[i]); t && !masks[i].is_none()) t->keras_mask = masks[i];
  }
  py::Value out = run_graph(in, g, *flat, call.training);
  if (out && in.is_sequence(out) && in.items(out).size() == 1) return py::Value(in.items(out)[0]);
  return out;
}

Model::Model(py::Type* t) : Layer(Model::kind, t) {}
Model::Model(const py::Kind& k, py::Type* t) : Layer(k, t) {}
Model::~Model() = default;

void Model::clear() {
  if (graph) graph->clear();
  trainer.reset();
  predict_step.reset();
  history = {};
  Layer::clear();
}

bool Model::build(py::Interp& in, const std::vector<Shape>& shapes) {
  build_shapes = shapes;
  built = true;
  (void)in;
  return true;
}

py::Value Model::call(py::Interp& in, const py::Value& inputs, const Call& call) {
  if (graph) return call_graph(in, *this, *graph, inputs, call);
  if (in.keras3()) return in.raise("NotImplementedError", "Model " + std::string(class_name()) + " does not have a `call()` method implemented.");
  return in.raise("NotImplementedError",
                  "Unimplemented `tf.keras.Model.call()`: if you intend to create a `Model` with the Functional API, please provide `inputs` and "
                  "`outputs` arguments. Otherwise, subclass `Model` with an overridden `call()` method.");
}

py::Value Model::compute_mask(py::Interp& in, const py::Value& inputs, const py::Value& mask) {
  if (!graph || in.keras3()) return in.keras3() ? Layer::compute_mask(in, inputs, mask) : py::Value::none();
  return py::Value::none();   // a functional model's outputs carry the masks of its layers
}

std::optional<Shape> Model::output_shape(py::Interp&, const std::vector<Shape>&, bool* handled) {
  *handled = false;
  return std::nullopt;
}

std::vector<py::Ref<Layer>> Model::layers(py::Interp& in) {
  if (!graph) return sublayers_of(in, *this);
  std::vector<py::Ref<Layer>> list;
  for (const auto& l : graph->operations)
    if (!in.keras3() || !py::cast<OpLayer>(py::Value(l))) list.push_back(l);
  return list;
}

std::optional<Shape> Model::known_output_shape() {
  if (!graph || graph->outputs.size() != 1) return std::nullopt;
  return graph->outputs[0]->shape;
}

}  // namespace misfit::keras
