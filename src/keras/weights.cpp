// The variables of layers: making them, and listing them in the order of each Keras.
#include <algorithm>
#include <set>

#include "tensorflow/function.h"
#include "keras/scratch.h"
#include "keras/keras_tensor.h"
#include "keras/layer.h"
#include "keras/layer_members.h"
#include "keras/metric.h"
#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

// Attributes in the order they were first set; lists, tuples and dicts of them are looked into.
template <class F> void for_attributes(py::Interp& in, const py::Value& v, F&& f, int depth = 0) {
  if (depth > 8) return;
  if (auto* d = py::cast<py::Dict>(v)) {
    for (size_t i = 0; i < d->entries.size(); ++i)
      if (d->entries[i].key) for_attributes(in, d->entries[i].value, f, depth + 1);
  } else if (nest::is_nested(v)) {
    for (const py::Value& item : in.items(v)) for_attributes(in, item, f, depth + 1);
  } else {
    f(v);
  }
}

using Weights = std::vector<py::Ref<tf::Variable>>;

void add_once(Weights& list, const py::Ref<tf::Variable>& v) {
  for (const auto& w : list)
    if (w.get() == v.get()) return;
  list.push_back(v);
}

// Own weights and, in Keras 2, tf.Variables among the attributes.
Weights own_weights_of(py::Interp& in, Layer& layer) {
  Weights own = layer.own_weights;
  if (layer.dict)
    for_attributes(in, py::Value(layer.dict), [&](const py::Value& v) {
      auto* variable = py::cast<tf::Variable>(v);
      if (!variable) return;
      if (in.keras3() && variable->type != in.state<State>().variable) return;
      add_once(own, py::Ref<tf::Variable>(variable));
    });
  return own;
}

Weights keras2_weights(py::Interp& in, Layer& layer, bool trainable, bool frozen) {
  frozen = frozen || !layer.trainable;
  Weights list;
  if (trainable && frozen) return list;
  for (const auto& w : own_weights_of(in, layer))
    if (trainable ? w->trainable : frozen ? w->trainable : !w->trainable) add_once(list, w);
  if (!trainable && frozen)
    for (const auto& w : own_weights_of(in, layer))
      if (!w->trainable) add_once(list, w);
  for (const auto& sub : sublayers_of(in, layer)) {
    if (!trainable && frozen) {
      for (const auto& w : keras2_weights(in, *sub, true, false)) add_once(list, w);
      for (const auto& w : keras2_weights(in, *sub, false, false)) add_once(list, w);
    } else {
      for (const auto& w : keras2_weights(in, *sub, trainable, false)) add_once(list, w);
    }
  }
  return list;
}

void keras3_weights(py::Interp& in, Layer& layer, Weights& list) {
  Weights own = own_weights_of(in, layer);
  for (bool trainable : {true, false})
    for (const auto& w : own) {
      py::Value untrained = w->dict ? w->dict->get("_made_trainable") : py::Value();
      bool made_trainable = untrained ? untrained.boolean() : w->trainable;
      if (made_trainable == trainable) add_once(list, w);
    }
  for (const auto& sub : sublayers_of(in, layer)) keras3_weights(in, *sub, list);
}

bool raise_undefined_shape(py::Interp& in, const Shape& shape, const std::string& path) {
  if (!in.keras3()) in.raise("ValueError", "Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor.");   // the shape
  else in.raise("ValueError", "Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape=" +
                             python_text(shape) + " for variable path='" + path + "'");
  return false;
}

}  // namespace

py::Ref<tf::Variable> add_weight(py::Interp& in, Layer& layer, std::string_view name, const Shape& shape, const py::Value& initializer,
                                 bool trainable, const py::Value& regularizer, const py::Value& constraint, std::optional<DType> wanted) {
  if (!tf::may_create_variable(in)) return {};
  State& state = in.state<State>();
  DType dtype = wanted.value_or(layer.variable_dtype);
  py::Value made_by = initializer && !initializer.is_none()
                          ? initializer
                          : in.str_value(is_floating(dtype) ? "glorot_uniform" : "zeros");
  made_by = get_initializer(in, made_by);
  if (!made_by) return {};
  std::string full;
  if (in.keras3()) {
    std::string path = state.current_path();
    bool inside = !state.scopes.empty() && state.scopes.back().caller == &layer;
    if (!inside) path += (path.empty() ? "" : "/") + layer.name;
    full = path + "/" + (name.empty() ? state.unique_name("variable") : std::string(name));
  } else {
    full = (state.scopes.empty() ? "" : state.scopes.back().name) + (name.empty() ? "Variable" : std::string(name)) + ":0";
  }
  if (!shape.fully_known()) return raise_undefined_shape(in, shape, full), py::Ref<tf::Variable>();
  std::optional<Tensor> value;
  py::Ref<tf::Variable> variable;
  {
    GraphScope outside(in, nullptr);   // weights are made outside of whatever is being traced
    value = initial_value(in, made_by, shape, dtype);
    if (value) variable = tf::make_variable(in, *value, full, trainable);
  }
  if (!variable) return {};
  tf::note_variable(in, variable);
  if (in.keras3()) {
    variable->type = state.variable;
    if (!layer.trainable) variable->trainable = false;
  }
  if (!variable->dict) variable->dict = in.dict();
  variable->dict->set(in, "_made_trainable", py::Value::boolean(trainable));
  for (const auto& [key, v] : {std::pair{"regularizer", &regularizer}, std::pair{"constraint", &constraint}}) {
    if (!*v || v->is_none()) continue;
    py::Value got = std::string_view(key) == "regularizer" ? get_regularizer(in, *v) : get_constraint(in, *v);
    if (!got) return {};
    variable->dict->set(in, key, got);
  }
  layer.own_weights.push_back(variable);
  return variable;
}

std::vector<py::Ref<Layer>> sublayers_of(py::Interp& in, Layer& layer) {
  std::vector<py::Ref<Layer>> list;
  auto add = [&](Layer* sub) {
    if (sub == &layer) return;
    for (const auto& known : list)
      if (known.get() == sub) return;
    list.emplace_back(sub);
  };
  if (auto* sequential = py::cast<Sequential>(py::Value(&layer)))
    for (const auto& sub : sequential->stack) add(sub.get());
  else if (auto* model = py::cast<Model>(py::Value(&layer)); model && model->graph)
    for (const auto& sub : model->graph->operations) add(sub.get());
  for (const auto& sub : layer.sublayers) add(sub.get());
  if (layer.dict)
    for_attributes(in, py::Value(layer.dict), [&](const py::Value& v) {
      if (auto* sub = py::cast<Layer>(v)) add(sub);
    });
  return list;
}

std::vector<py::Ref<Layer>> all_layers(py::Interp& in, Layer& layer, bool itself) {
  std::vector<py::Ref<Layer>> list;
  std::set<Layer*> seen;
  std::vector<py::Ref<Layer>> todo{py::Ref<Layer>(&layer)};
  bool first = true;
  while (!todo.empty()) {
    py::Ref<Layer> next = todo.back();
    todo.pop_back();
    if (!seen.insert(next.get()).second) continue;
    if (!first || itself) list.push_back(next);
    first = false;
    std::vector<py::Ref<Layer>> subs = sublayers_of(in, *next);
    for (size_t i = subs.size(); i-- > 0;) todo.push_back(subs[i]);
  }
  return list;
}

Weights weights_of(py::Interp& in, Layer& layer) {
  Weights list;
  if (in.keras3()) {
    keras3_weights(in, layer, list);
    return list;
  }
  // A model of Keras 2 goes layer by layer; a layer puts what is trained first.
  if (py::cast<Model>(py::Value(&layer)))
    for (const auto& sub : sublayers_of(in, layer))
      for (const auto& w : weights_of(in, *sub)) add_once(list, w);
  for (const auto& w : keras2_weights(in, layer, true, false)) add_once(list, w);
  for (const auto& w : keras2_weights(in, layer, false, false)) add_once(list, w);
  return list;
}

Weights trainable_weights_of(py::Interp& in, Layer& layer) {
  if (!in.keras3()) return keras2_weights(in, layer, true, false);
  Weights list;
  if (!layer.trainable) return list;
  for (const auto& w : weights_of(in, layer))
    if (w->trainable) list.push_back(w);
  return list;
}

Weights non_trainable_weights_of(py::Interp& in, Layer& layer) {
  if (!in.keras3()) return keras2_weights(in, layer, false, false);
  if (!layer.trainable) return weights_of(in, layer);
  Weights list;
  for (const auto& w : weights_of(in, layer))
    if (!w->trainable) list.push_back(w);
  return list;
}

int64_t count_params(py::Interp& in, Layer& layer) {
  int64_t total = 0;
  for (const auto& w : weights_of(in, layer)) total += w->cell->shape.elements();
  return total;
}

bool set_trainable(py::Interp& in, Layer& layer, bool on) {
  for (const auto& sub : all_layers(in, layer)) {
    sub->trainable = on;
    if (!in.keras3()) continue;
    for (const auto& w : sub->own_weights) {
      py::Value made = w->dict ? w->dict->get("_made_trainable") : py::Value();
      if (!made || made.boolean()) w->trainable = on;
    }
  }
  return true;
}

std::vector<py::Value> metrics_in(py::Interp& in, Layer& layer) {
  std::vector<py::Value> list = layer.metrics;
  if (!layer.dict) return list;
  for_attributes(in, py::Value(layer.dict), [&](const py::Value& v) {
    if (!py::cast<Metric>(v)) return;
    for (const py::Value& known : list)
      if (known.same(v)) return;
    list.push_back(v);
  });
  return list;
}

}  // namespace misfit::keras
