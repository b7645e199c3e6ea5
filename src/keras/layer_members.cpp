// The methods and properties of keras.layers.Layer.
#include "keras/warn.h"
#include "keras/layer_members.h"

#include "keras/call_spec.h"
#include "keras/input_spec.h"
#include "keras/keras_tensor.h"
#include "keras/metric.h"
#include "keras/model.h"
#include "keras/nest.h"
#include "keras/parts/parts.h"
#include "numpy/ndarray.h"
#include "python/machine.h"
#include "tensorflow/types.h"

namespace misfit::keras {
namespace {

Layer& self_of(py::Bound& a) { return *py::cast<Layer>(a[0]); }

py::Value list_of_weights(py::Interp& in, const std::vector<py::Ref<tf::Variable>>& weights) {
  std::vector<py::Value> list;
  for (const auto& w : weights) list.push_back(w);
  return in.list(std::move(list));
}

py::Value list_of(py::Interp& in, const std::vector<py::Ref<Layer>>& layers) {
  std::vector<py::Value> list;
  for (const auto& l : layers) list.push_back(l);
  return in.list(std::move(list));
}

// Keras 2: a Sequential has weights once it is built.
bool have_weights(py::Interp& in, Layer& layer) {
  if (in.keras3() || layer.built || !py::cast<Sequential>(py::Value(&layer))) return true;
  in.raise("ValueError", "Weights for model '" + layer.name + "' have not yet been created. Weights are created when the model is first called on inputs or `build()` is called with an `input_shape`.");
  return false;
}

py::Value weights_property(py::Interp& in, py::Bound& a) { return have_weights(in, self_of(a)) ? list_of_weights(in, weights_of(in, self_of(a))) : py::Value(); }
py::Value trainable_property(py::Interp& in, py::Bound& a) { return have_weights(in, self_of(a)) ? list_of_weights(in, trainable_weights_of(in, self_of(a))) : py::Value(); }
py::Value non_trainable_property(py::Interp& in, py::Bound& a) { return have_weights(in, self_of(a)) ? list_of_weights(in, non_trainable_weights_of(in, self_of(a))) : py::Value(); }

py::Value get_weights(py::Interp& in, py::Bound& a) {
  if (!have_weights(in, self_of(a))) return {};
  std::vector<py::Value> list;
  for (const auto& w : weights_of(in, self_of(a))) {
    py::Value numpy = in.get_attr(py::Value(w), "numpy");
    py::Value array = numpy ? in.call(numpy, {}) : py::Value();
    if (!array) return {};
    list.push_back(array);
  }
  return in.list(std::move(list));
}

py::Value set_weights(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  std::optional<std::vector<py::Value>> given = in.list_of(a["weights"]);
  if (!given) return {};
  std::vector<py::Ref<tf::Variable>> own = weights_of(in, layer);
  if (given->size() != own.size()) {
    if (in.keras3())
      return in.raise("ValueError", "You called `set_weights(weights)` on layer '" + layer.name + "' with a weight list of length " +
                                        std::to_string(given->size()) + ", but the layer was expecting " + std::to_string(own.size()) + " weights.");
    std::optional<std::string> shown = in.str(a["weights"]);
    if (!shown) return {};
    return in.raise("ValueError", "You called `set_weights(weights)` on layer \"" + layer.name + "\" with a weight list of length " +
                                      std::to_string(given->size()) + ", but the layer was expecting " + std::to_string(own.size()) +
                                      " weights. Provided weights: " + shown->substr(0, 50) + "...");
  }
  auto assign = [&](size_t i) -> bool {
    std::optional<Tensor> value = np::as_tensor(in, (*given)[i], own[i]->cell->dtype);
    if (!value) return false;
    own[i]->cell->value = *value;
    return true;
  };
  for (size_t i = 0; i < own.size(); ++i) {
    std::optional<Shape> shape = shape_of(in, (*given)[i]);
    if (in.pending()) return {};
    Shape got = shape ? *shape : Shape{};
    if (!(got == own[i]->cell->shape))
      return in.raise("ValueError", "Layer " + layer.name + " weight shape " + python_text(own[i]->cell->shape) +
                                        " is not compatible with provided weight shape " + python_text(got) + ".");
    if (in.keras3() && !assign(i)) return {};
  }
  for (size_t i = 0; i < own.size() && !in.keras3(); ++i)
    if (!assign(i)) return {};
  return py::Value::none();
}

py::Value count_params_method(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  if (!layer.built) {
    if (in.keras3())
      return in.raise("ValueError", "You tried to call `count_params` on layer '" + layer.name +
                                        "', but the layer isn't built. You can build it manually via: `layer.build(input_shape)`.");
    return in.raise("ValueError", "You tried to call `count_params` on layer " + layer.name + ", but the layer isn't built. You can build it manually via: `" +
                                      layer.name + ".build(batch_input_shape)`.");
  }
  return py::Value::integer(count_params(in, layer));
}

py::Value add_weight_method(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  if (in.keras3() && !layer.initialized)
    return in.raise("RuntimeError", "In layer '" + std::string(layer.class_name()) +
                                        "', you forgot to call `super().__init__()` as the first statement in the `__init__()` method. Go add it!");
  py::Value name = a["name"], shape_value = a["shape"], initializer = a["initializer"], dtype_value = a["dtype"];
  if (in.keras3()) {
    auto positional = in.items(a["args"]);
    if (positional.size() > 3) return in.raise("TypeError", "add_weight() takes at most 3 positional arguments but " + std::to_string(positional.size()) + " were given.");
    if (!positional.empty()) {
      if (std::optional<std::string_view> s = in.as_str(positional[0]))
        return in.raise("ValueError", "`name` must be passed as a keyword argument. Received: add_weight('" + std::string(*s) + "', ...). Use: add_weight(shape=..., name='" +
                                          std::string(*s) + "').");
      if (!shape_value.is_none()) return in.raise("ValueError", "`shape` was passed both positionally and as a keyword argument.");
      shape_value = positional[0];
      if (positional.size() > 1) initializer = positional[1];
      if (positional.size() > 2) dtype_value = positional[2];
    }
    if (!name.is_none() && !in.as_str(name)) {
      std::optional<std::string> shown = in.str(name);
      if (shown) in.raise("ValueError", "Argument `name` must be a string and cannot contain character `/`. Received: name=" + *shown);
      return {};
    }
  }
  Shape shape;
  if (!shape_value.is_none()) {
    std::optional<Shape> s = shape_from(in, shape_value);
    if (!s && in.pending()) return {};
    if (!s && shape_value.is_int()) {
      if (in.keras3()) return in.raise("TypeError", "'int' object is not iterable");
      s = Shape{shape_value.integer()};
    }
    if (!s) {
      s = tf::as_shape(in, shape_value);
      if (!s) return {};
    }
    shape = *s;
  }
  std::optional<DType> dtype;
  if (!dtype_value.is_none()) {
    dtype = tf::as_dtype(in, dtype_value);
    if (!dtype) return {};
  }
  std::optional<bool> trainable = a["trainable"].is_none() ? std::optional<bool>(true) : in.truth(a["trainable"]);
  if (!trainable) return {};
  py::Ref<tf::Variable> w = add_weight(in, layer, in.as_str(name).value_or(""), shape, initializer, *trainable, a["regularizer"], a["constraint"], dtype);
  return w ? py::Value(w) : py::Value();
}

// Keras takes the axes that it needs out of the tuple or list that it was given; None has none.
bool missing_axis(py::Interp& in, const py::Value& given) {
  if (!Shape::take_missing()) return false;
  if (in.pending()) in.take();                             // of what came of it
  if (given.is_none()) in.raise("TypeError", "'NoneType' object is not subscriptable");
  else in.raise("IndexError", in.keras3() ? "tuple index out of range" : "list index out of range");
  return true;
}

// What build() and compute_output_shape() of the program are given: a shape at least, for a layer that looks at one.
std::vector<Shape> given_shapes(py::Interp& in, const py::Bound& a, const py::Value& given) {
  std::vector<Shape> shapes = shapes_from(in, given);
  if (shapes.empty() && !py::cast<Model>(a[0])) shapes.emplace_back();
  return shapes;
}

py::Value build_method(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  std::vector<Shape> shapes = given_shapes(in, a, a["input_shape"]);
  if (in.pending()) return {};
  const LayerDef* def = in.state<State>().def_of(layer.type);
  bool plain = !def || def->name == "Layer";
  if (plain) {
    layer.built = true;
    return py::Value::none();
  }
  Shape::take_missing();
  if (!check_shape_length(in, layer, true, shapes)) return {};
  const bool built = layer.build(in, shapes);
  if (missing_axis(in, a["input_shape"]) || !built) return {};
  layer.built = true;
  return py::Value::none();
}

py::Value call_method(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  const LayerDef* def = in.state<State>().def_of(layer.type);
  CallArguments args;
  for (const py::Value& v : in.items(a["args"])) args.positional.push_back(v);
  for (const py::Dict::Entry& e : py::cast<py::Dict>(a["kwargs"])->entries)
    if (e.key) args.set(in.as_str(e.key).value_or(""), e.value);
  CallParameters parameters;
  if (def) {   // the built-in call(), whatever the program's class put before it
    py::Type* kept = layer.type;
    for (const auto& [type, d] : in.state<State>().types)
      if (d == def) layer.type = type;
    parameters = call_parameters(in, layer);
    layer.type = kept;
  }
  return run_call(in, layer, parameters, args);
}

py::Value get_config(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  py::Ref<py::Dict> d = in.dict();
  bool input = py::cast<InputLayer>(a[0]);
  if (!input) {
    d->set(in, "name", in.str_value(layer.name));
    d->set(in, "trainable", py::Value::boolean(layer.trainable));
    if (in.keras3()) {
      py::Ref<py::Dict> policy = in.dict(), inner = in.dict();
      policy->set(in, "module", in.str_value("keras"));
      policy->set(in, "class_name", in.str_value("DTypePolicy"));
      inner->set(in, "name", in.str_value(layer.policy));
      policy->set(in, "config", inner);
      policy->set(in, "registered_name", py::Value::none());
      d->set(in, "dtype", policy);
    } else {
      d->set(in, "dtype", in.str_value(layer.policy));
      if (layer.batch_input_shape) d->set(in, "batch_input_shape", shape_tuple(in, *layer.batch_input_shape));
    }
  }
  if (!layer.config(in, *d)) return {};
  if (input) {
    d->set(in, "name", in.str_value(layer.name));
    if (in.keras3()) d->set(in, "optional", py::Value::boolean(static_cast<InputLayer&>(layer).optional));
    return d;
  }
  const Model* model = py::cast<Model>(a[0]);
  if (model && !model->graph && !py::cast<Sequential>(a[0])) return d;
  const py::Value finish = find_in_parts(in, "backend", model ? "_model_config" : "_layer_config");
  return finish ? in.call(finish, {a[0], d}) : py::Value();
}

// What the constructor refuses, told by from_config: with the config it was given (its dtype policy by name). Always null.
py::Value undeserialized(py::Interp& in, const py::Value& cls, const py::Dict& config) {
  if (!in.pending() || in.stopped()) return {};
  const py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(in.type_named("Exception"))) return in.raise_object(e);
  const py::Ref<py::Dict> shown = in.dict();
  for (const py::Dict::Entry& entry : config.entries) {
    if (!entry.key) continue;
    const py::Dict* policy = in.keras3() && in.as_str(entry.key).value_or("") == "dtype" ? py::cast<py::Dict>(entry.value) : nullptr;
    const py::Dict* inner = policy ? py::cast<py::Dict>(policy->get("config")) : nullptr;
    if (!shown->insert(in, entry.key, inner ? inner->get("name") : entry.value)) return {};
  }
  const std::string why = in.str(py::Value(e.get())).value_or(""), text = in.repr(shown).value_or("");
  return in.raise("TypeError", "Error when deserializing class '" + py::cast<py::Type>(cls)->name + "' using config=" + text + ".\n\nException encountered: " + why);
}

py::Value from_config(py::Interp& in, py::Bound& a) {
  if (!py::cast<py::Dict>(a["config"])) return in.raise("TypeError", "argument after ** must be a mapping");
  const py::Value read = find_in_parts(in, "backend", "_layer_arguments"), arguments = read ? in.call(read, {a[0], a["config"]}) : py::Value();
  auto* config = py::cast<py::Dict>(arguments);
  if (!config) return arguments;
  std::vector<std::pair<std::string, py::Value>> kept;
  for (const py::Dict::Entry& e : config->entries)
    if (e.key) kept.emplace_back(in.as_str(e.key).value_or(""), e.value);
  std::vector<py::Keyword> keywords;
  for (auto& [k, v] : kept) {
    if (k == "dtype")
      if (auto* policy = py::cast<py::Dict>(v))
        if (auto* inner = py::cast<py::Dict>(policy->get("config"))) v = inner->get("name");
    keywords.push_back({k, v});
  }
  const py::Value made = in.call(a[0], py::Args{{}, keywords});
  return made || py::cast<py::Type>(a[0])->is_subclass(in.state<State>().model) ? made : undeserialized(in, a[0], *py::cast<py::Dict>(a["config"]));
}

py::Value compute_mask(py::Interp& in, py::Bound& a) {
  py::Value m = self_of(a).compute_mask(in, a["inputs"], a["mask"]);
  return m || in.pending() ? m : py::Value::none();
}

py::Value compute_output_shape(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  std::vector<Shape> shapes = given_shapes(in, a, a["input_shape"]);
  if (in.pending() || !check_shape_length(in, layer, false, shapes)) return {};
  auto answer = [&](const Shape& s) { return in.keras3() ? shape_tuple(in, s) : tf::shape_value(in, s); };
  bool handled = true;
  Shape::take_missing();
  std::optional<Shape> out = layer.output_shape(in, shapes, &handled);
  if (missing_axis(in, a["input_shape"]) || in.pending()) return {};
  if (handled && out) return answer(*out);
  std::vector<py::Value> tensors;
  for (const Shape& s : shapes) tensors.push_back(make_keras_tensor(in, layer.variable_dtype, s));
  py::Value made = layer_call(in, layer, tensors.size() == 1 ? tensors[0] : in.list(tensors));
  if (!made) return {};
  if (!layer.inbound.empty()) layer.inbound.pop_back();
  return nest::map(in, made, [&](const py::Value& v) { return answer(*shape_of(in, v)); });
}

py::Value losses_property(py::Interp& in, py::Bound& a) {
  std::optional<std::vector<py::Value>> list = losses_of(in, self_of(a));
  return list ? in.list(std::move(*list)) : py::Value();
}

py::Value add_metric(py::Interp& in, py::Bound& a) {
  Layer& layer = self_of(a);
  if (in.keras3())
    return in.raise("NotImplementedError",
                    "Layer `add_metric()` method is deprecated. Add your metric in `Model.compile(metrics=[...])`, or create metric trackers in init() or "
                    "build() when subclassing the layer or model, then call `metric.update_state()` whenever necessary.");
  if (a["name"].is_none())
    return in.raise("ValueError", "Please provide a name for your metric like `self.add_metric(tf.reduce_sum(inputs), name='mean_activation')`");
  std::string name(in.as_str(a["name"]).value_or(""));
  Metric* metric = nullptr;
  for (const py::Value& m : layer.metrics)
    if (py::cast<Metric>(m)->name == name) metric = py::cast<Metric>(m);
  py::Ref<Metric> made;
  if (!metric) {
    made = make_mean(in, name);
    if (!made) return {};
    metric = made.get();
    layer.metrics.push_back(made);
  }
  if (py::cast<KerasTensor>(a["value"])) return py::Value::none();
  return update_mean(in, *metric, a["value"], {}) ? py::Value::none() : py::Value();
}

}  // namespace

py::Value tensors_of(py::Interp& in, Layer& layer, bool output) {
  if (layer.inbound.empty()) {
    if (in.keras3())
      return in.raise("AttributeError", "The layer " + layer.name + " has never been called and thus has no defined " + (output ? "output" : "input") + ".");
    return in.raise("AttributeError", output ? "Layer " + layer.name + " has no inbound nodes." : "Layer " + layer.name + " is not connected, no input to return.");
  }
  LayerNode& node = *layer.inbound[0];
  const auto& list = output || node.is_input ? node.outputs : node.inputs;
  if (list.size() == 1) return list[0];
  std::vector<py::Value> out;
  for (const auto& k : list) out.push_back(k);
  return in.list(std::move(out));
}

namespace {

py::Value shape_property(py::Interp& in, Layer& layer, bool output) {
  std::string which = output ? "output" : "input";
  if (in.keras3()) {
    bool model = py::cast<Model>(py::Value(&layer)) != nullptr;
    if (!model)
      return in.raise("AttributeError", "'" + std::string(layer.class_name()) + "' object has no attribute '" + which + "_shape'");
    return {};
  }
  if (layer.inbound.empty())
    return in.raise("AttributeError", "The layer \"" + layer.name + "\" has never been called and thus has no defined " + which + " shape." +
                                          (output ? "" : " Note that the `input_shape` property is only available for Functional and Sequential models."));
  auto shapes = [&](const LayerNode& node) -> py::Value {
    const auto& list = output ? node.outputs : node.is_input ? node.outputs : node.inputs;
    bool input_layer = py::cast<InputLayer>(py::Value(&layer));
    if (list.size() == 1 && !input_layer) return shape_tuple(in, list[0]->shape);
    std::vector<py::Value> all;
    for (const auto& k : list) all.push_back(shape_tuple(in, k->shape));
    return in.list(std::move(all));
  };
  py::Value first = shapes(*layer.inbound[0]);
  for (const auto& node : layer.inbound) {
    std::optional<bool> same = in.equal(first, shapes(*node));
    if (!same) return {};
    if (!*same)
      return in.raise("AttributeError", "The layer \"" + layer.name + "\" has multiple inbound nodes, with different " + which + " shapes. Hence the notion of \"" +
                                            which + " shape\" is ill-defined for the layer. Use `get_" + which + "_shape_at(node_index)` instead.");
  }
  return first;
}

py::Value set_trainable_property(py::Interp& in, py::Bound& a) {
  std::optional<bool> on = in.truth(a[1]);
  if (!on) return {};
  return set_trainable(in, self_of(a), *on) ? py::Value::none() : py::Value();
}

// Weights by their names (layer.kernel), and what the constructor was given (layer.units).
py::Value getattr(py::Interp& in, const py::Value& self, std::string_view name) {
  auto* layer = py::cast<Layer>(self);
  if (name == "build" && in.keras3()) {
    const py::Value own = layer->type->lookup("build");
    if (!own || py::cast<py::Builtin>(own)) return {};
    return in.builtin("build", "*args, **kwargs", [held = py::Ref<Layer>(layer)](py::Interp& i, py::Bound& a) -> py::Value {
      CallArguments args;
      for (const py::Value& v : i.items(a["args"])) args.positional.push_back(v);
      for (const py::Dict::Entry& e : py::cast<py::Dict>(a["kwargs"])->entries)
        if (e.key) args.set(i.as_str(e.key).value_or(""), e.value);
      LayerScope scope(i, *held);
      return run_build(i, *held, args.view()) ? py::Value::none() : py::Value();
    });
  }
  if (layer->type->lookup(name) || (layer->dict && layer->dict->get(name))) return {};
  for (const auto& w : layer->own_weights) {
    std::string_view full = w->name;
    size_t slash = full.rfind('/');
    std::string_view leaf = slash == std::string_view::npos ? full : full.substr(slash + 1);
    leaf = leaf.substr(0, leaf.find(':'));
    if (leaf == name) return w;
  }
  const std::string_view kind = layer->class_name();
  if (in.keras3() && !layer->built && (name == "kernel" ? kind == "Dense" || kind == "EinsumDense" || kind.substr(0, 4) == "Conv" : name == "embeddings" && kind == "Embedding"))
    return in.raise("AttributeError", "You must build the layer before accessing `" + std::string(name) + "`.");
  if (layer->arguments) {
    py::Value v = layer->arguments->get(name);
    if (!v) return {};
    if (name == "activation") return get_activation(in, v);
    if (name.size() > 12 && name.substr(name.size() - 12) == "_initializer") return v.is_none() ? v : get_initializer(in, v);
    return v;
  }
  return {};
}

bool tracked_state(py::Interp& in, const py::Value& value) {
  State& state = in.state<State>();
  for (const py::Value& v : nest::flatten(in, value)) {
    if (py::cast<Layer>(v) || py::cast<Metric>(v)) return true;
    auto* w = py::cast<tf::Variable>(v);
    if (w && w->type == state.variable) return true;
  }
  return false;
}

std::optional<bool> setattr(py::Interp& in, const py::Value& self, std::string_view name, const py::Value& value) {
  auto* layer = py::cast<Layer>(self);
  py::Value known = layer->type->lookup(name);
  if (auto* property = py::cast<py::Property>(known)) {
    if (property->setter || !value) return false;
    if (in.keras3()) return false;
    in.raise("AttributeError", "Can't set the attribute \"" + std::string(name) +
                                   "\", likely because it conflicts with an existing read-only @property of the object. Please choose a different name.");
    return std::nullopt;
  }
  if (name == "supports_masking" && value) {
    layer->supports_masking = in.truth(value).value_or(false);
    return true;
  }
  if (!value) return false;
  if (in.keras3() && layer->locked && tracked_state(in, value)) {
    for (const py::Value& v : nest::flatten(in, value)) {
      bool known_layer = false;
      if (auto* sub = py::cast<Layer>(v))
        for (const auto& s : sublayers_of(in, *layer)) known_layer = known_layer || s.get() == sub;
      if (auto* w = py::cast<tf::Variable>(v))
        for (const auto& o : layer->own_weights) known_layer = known_layer || o.get() == w;
      if (known_layer || (!py::cast<Layer>(v) && !py::cast<tf::Variable>(v) && !py::cast<Metric>(v))) continue;
      in.raise("ValueError",
               "You cannot add new elements of state (variables or sub-layers) to a layer that is already built. All state must be created in the "
               "`__init__()` method or in the `build()` method.");
      return std::nullopt;
    }
  }
  if (!in.keras3() && py::cast<Model>(self) && !layer->initialized) {
    bool all = true;
    std::vector<py::Value> flat = nest::flatten(in, value);
    for (const py::Value& v : flat) all = all && (py::cast<Layer>(v) || py::cast<tf::Variable>(v));
    if (all) {
      in.raise("RuntimeError", "It looks like you are subclassing `Model` and you forgot to call `super().__init__()`. Always start with this line.");
      return std::nullopt;
    }
  }
  if (in.keras3() && !layer->initialized && py::cast<Layer>(value)) {
    // Keras 3 tracks attributes before super().__init__() too; the call refuses later.
    return false;
  }
  return false;
}

}  // namespace

py::Value shapes_value(py::Interp& in, const std::vector<Shape>& shapes) {
  auto one = [&](const Shape& s) { return in.keras3() ? shape_tuple(in, s) : tf::shape_value(in, s); };
  if (shapes.size() == 1) return one(shapes[0]);
  std::vector<py::Value> list;
  for (const Shape& s : shapes) list.push_back(one(s));
  return in.list(std::move(list));
}

bool run_build(py::Interp& in, Layer& layer, const py::Args& shapes) {
  layer.path = in.state<State>().current_path();
  if (py::Value own = overridden(in, layer, "build")) {
    if (!in.call(own, shapes)) return false;
  } else {
    if (in.pending()) return false;
    const LayerDef* def = in.state<State>().def_of(layer.type);
    bool plain = def && (def->name == "Layer" || def->name == "Model");
    if (plain) {
      for (const auto& sub : sublayers_of(in, layer)) {
        if (sub->built) continue;
        warn_once(in, "`build()` was called on layer '" + layer.name +
                                   "', however the layer does not have a `build()` method implemented and it looks like it has unbuilt state. This will "
                                   "cause the layer to be marked as built, despite not being actually built, which may cause failures down the line. "
                                   "Make sure to implement a proper `build()` method.");
        if (in.pending()) return false;
        break;
      }
    } else {
      std::vector<Shape> flat = shapes.positional.empty() ? std::vector<Shape>{} : shapes_from(in, shapes.positional[0]);
      if (in.pending() || !layer.build(in, flat)) return false;
    }
  }
  layer.built = true;
  bool open = py::cast<Model>(py::Value(&layer)) && (py::cast<Sequential>(py::Value(&layer)) || py::cast<Model>(py::Value(&layer))->graph);
  layer.locked = in.keras3() && !open;
  return true;
}

bool layer_build(py::Interp& in, Layer& layer, const std::vector<Shape>& inputs) {
  LayerScope scope(in, layer);
  layer.build_shapes = inputs;
  layer.path = in.state<State>().current_path();
  if (py::Value own = overridden(in, layer, "build")) {
    py::Value shapes = shapes_value(in, inputs);
    if (!in.call(own, {shapes})) return false;
  } else if (in.pending() || !layer.build(in, inputs)) {
    return false;
  }
  layer.built = true;
  bool open = py::cast<Model>(py::Value(&layer)) != nullptr;
  layer.locked = in.keras3() && !open;
  return true;
}

void register_layer_members(py::Interp& in, py::Type* t) {
  t->slots.getattr = getattr;
  t->slots.setattr = setattr;
  bool k3 = in.keras3();
  in.property(t, "name", [](py::Interp& i, py::Bound& a) { return i.str_value(self_of(a).name); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                std::optional<std::string_view> s = i.as_str(a[1]);
                if (s) self_of(a).name = std::string(*s);
                return py::Value::none();
              });
  in.property(t, "_name", [](py::Interp& i, py::Bound& a) { return i.str_value(self_of(a).name); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                std::optional<std::string_view> s = i.as_str(a[1]);
                if (s) self_of(a).name = std::string(*s);
                return py::Value::none();
              });
  in.property(t, "trainable", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a).trainable); }, set_trainable_property);
  in.property(t, "built", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a).built); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                std::optional<bool> on = i.truth(a[1]);
                if (on) self_of(a).built = *on;
                return on ? py::Value::none() : py::Value();
              });
  in.property(t, "dtype", [](py::Interp& i, py::Bound& a) { return i.str_value(std::string(tf_name(self_of(a).variable_dtype))); });
  in.property(t, "variable_dtype", [](py::Interp& i, py::Bound& a) { return i.str_value(std::string(tf_name(self_of(a).variable_dtype))); });
  in.property(t, "compute_dtype", [](py::Interp& i, py::Bound& a) { return i.str_value(std::string(tf_name(self_of(a).compute_dtype))); });
  for (const char* name : {"weights", "variables"}) in.property(t, name, weights_property);
  for (const char* name : {"trainable_weights", "trainable_variables"}) in.property(t, name, trainable_property);
  for (const char* name : {"non_trainable_weights", "non_trainable_variables"}) in.property(t, name, non_trainable_property);
  in.property(t, "losses", losses_property);
  in.property(t, "metrics", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Value> list;
    for (const auto& sub : all_layers(i, self_of(a)))
      for (const py::Value& m : metrics_in(i, *sub)) list.push_back(m);
    return i.list(std::move(list));
  });
  in.property(t, "input_spec", [](py::Interp& i, py::Bound& a) { return input_spec_value(i, self_of(a)); },
              [](py::Interp& i, py::Bound& a) { return set_input_spec(i, self_of(a), a[1]) ? py::Value::none() : py::Value(); });
  in.property(t, "input", [](py::Interp& i, py::Bound& a) { return tensors_of(i, self_of(a), false); });
  in.property(t, "output", [](py::Interp& i, py::Bound& a) { return tensors_of(i, self_of(a), true); });
  if (!k3) {
    in.property(t, "input_shape", [](py::Interp& i, py::Bound& a) { return shape_property(i, self_of(a), false); });
    in.property(t, "output_shape", [](py::Interp& i, py::Bound& a) { return shape_property(i, self_of(a), true); });
  } else {
    in.property(t, "path", [](py::Interp& i, py::Bound& a) { return self_of(a).path.empty() ? py::Value::none() : i.str_value(self_of(a).path); });
  }
  in.property(t, "_layers", [](py::Interp& i, py::Bound& a) { return list_of(i, sublayers_of(i, self_of(a))); });
  in.property(t, "submodules", [](py::Interp& i, py::Bound& a) { return list_of(i, all_layers(i, self_of(a), false)); });
  in.method(t, "get_weights", "self", get_weights);
  in.method(t, "set_weights", "self, weights", set_weights);
  in.method(t, "count_params", "self", count_params_method);
  if (k3)
    in.method(t, "add_weight",
              "self, *args, shape=None, initializer=None, dtype=None, trainable=True, autocast=True, regularizer=None, constraint=None, aggregation='none', "
              "overwrite_with_gradient=False, name=None",
              add_weight_method);
  else
    in.method(t, "add_weight",
              "self, name=None, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None, constraint=None, use_resource=None, "
              "synchronization=None, aggregation=None, **kwargs",
              add_weight_method);
  in.method(t, "build", "self, input_shape=None", build_method);
  in.method(t, "call", "self, *args, **kwargs", call_method);
  in.method(t, "compute_mask", k3 ? "self, inputs, mask=None" : "self, inputs, mask=None", compute_mask);
  in.method(t, "compute_output_shape", "self, input_shape", compute_output_shape);
  in.method(t, "get_config", "self", get_config);
  in.class_method(t, "from_config", "cls, config", from_config);
  in.method(t, "add_loss", k3 ? "self, loss" : "self, loss, **kwargs",
            [](py::Interp& i, py::Bound& a) { return add_loss(i, self_of(a), a["loss"]) ? py::Value::none() : py::Value(); });
  in.method(t, "add_metric", "self, value=None, name=None, **kwargs", add_metric);
  in.method(t, "_flatten_layers", "self, recursive=True, include_self=True",
            [](py::Interp& i, py::Bound& a) { return list_of(i, all_layers(i, self_of(a), a["include_self"].boolean())); });
}

}  // namespace misfit::keras
