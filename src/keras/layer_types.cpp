// The classes of built-in layers: how they are declared, made and initialised.
#include <algorithm>

#include "keras/class_modules.h"
#include "keras/input_spec.h"
#include "keras/layer.h"
#include "keras/layer_members.h"
#include "keras/layers/layers.h"
#include "keras/library.h"
#include "keras/model.h"

namespace misfit::keras {
namespace {

// One list a thread; the definitions themselves are constants.
std::vector<LayerDef>& definitions() {
  thread_local std::vector<LayerDef> list;
  return list;
}

struct PlainLayer : Layer {
  explicit PlainLayer(py::Type* t) : Layer(Layer::kind, t) {}
};

const LayerDef kLayer{"Layer", "", "trainable=True, name=None, dtype=None, dynamic=False, **kwargs",
                      "*, activity_regularizer=None, trainable=True, dtype=None, autocast=True, name=None, **kwargs",
                      [](py::Interp&, py::Type* t) -> Layer* { return new PlainLayer(t); },
                      [](py::Interp&, Layer&, py::Bound&) { return true; }, Layer::kind};

py::Value create(py::Interp& in, py::Type* type, const py::Args&) {
  const LayerDef* def = in.state<State>().def_of(type);
  ENSURE(def);
  Layer* layer = def->make(in, type);
  layer->span = in.here();
  return layer;
}

// What goes to Layer's own constructor: its keywords among the bound arguments, and **kwargs.
py::Ref<py::Dict> layer_keywords(py::Interp& in, const py::Signature& signature, py::Bound& bound, const LayerDef& def, py::Dict& own) {
  py::Ref<py::Dict> kwargs = in.dict();
  for (size_t i = 0; i < signature.parameters.size(); ++i) {
    const std::string& name = signature.parameters[i].name;
    if (static_cast<int>(i) == signature.double_star || static_cast<int>(i) == signature.star) continue;
    bool of_layer = name == "name" || name == "trainable" || name == "dtype" || def.name == "Layer";
    if (of_layer && bound.given(name)) kwargs->set(in, name, bound[i]);
    if (!of_layer || name == "dtype") own.set(in, name, bound[i]);
  }
  if (signature.double_star >= 0)
    if (auto* rest = py::cast<py::Dict>(bound[static_cast<size_t>(signature.double_star)]))
      for (const py::Dict::Entry& e : rest->entries)
        if (e.key) kwargs->insert(in, e.key, e.value);
  return kwargs;
}

// Keras 3 builds what has no weights in its constructor.
bool built_at_once(std::string_view name) {
  static constexpr std::string_view kNames[] = {"Activation", "ReLU", "LeakyReLU", "ELU", "Softmax", "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
                                               "GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization", "Masking", "UnitNormalization", "Identity"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) || name.find("Pooling") != std::string_view::npos;
}

bool init(py::Interp& in, const py::Value& self, const py::Args& args) {
  auto* layer = py::cast<Layer>(self);
  const LayerDef* def = in.state<State>().def_of(layer->type);
  std::string_view text = in.keras3() ? def->keras3 : def->keras2;
  if (text == "()") text = "";
  auto signature = py::Signature::parse(in, std::string(def->name) + ".__init__", text);
  std::optional<py::Bound> bound = signature->bind(in, args);
  if (!bound && in.pending() && !in.stopped()) {
    in.take();                                      // Python counts self too
    py::Signature::parse(in, std::string(def->name) + ".__init__", text.empty() ? "self" : "self, " + std::string(text))->bind(in, args, &self);
  }
  if (!bound) return false;
  py::Ref<py::Dict> own = in.dict();
  py::Ref<py::Dict> kwargs = layer_keywords(in, *signature, *bound, *def, *own);
  layer->arguments = own;
  // Classes look at their arguments after Layer's constructor has run; an InputLayer names itself,
  // and a Model's inputs and outputs are no keywords of Layer.
  bool by_layer = &def->instance != &InputLayer::kind && &def->instance != &Model::kind;
  if (by_layer && !layer_init(in, *layer, *kwargs)) return false;
  if (!def->init(in, *layer, *bound)) return false;
  // The initializer that a name stood for: making another would draw another seed.
  for (size_t i = 0; i < signature->parameters.size(); ++i)
    if (const std::string& name = signature->parameters[i].name; name.ends_with("_initializer")) own->set(in, name, (*bound)[i]);
  if (in.keras3() && built_at_once(def->name) && !overridden(in, *layer, "build")) layer->built = true;
  return !in.pending();
}

std::optional<std::string> repr(py::Interp&, const py::Value& self) {
  auto* layer = py::cast<Layer>(self);
  return "<" + std::string(layer->class_name()) + " name=" + layer->name + ", built=" + (layer->built ? "True" : "False") + ">";
}

py::Value call(py::Interp& in, const py::Value& self, const py::Args& args) { return layer_call(in, *py::cast<Layer>(self), args); }

py::Type* define(py::Interp& in, const LayerDef& def, py::Type* base) {
  State& state = in.state<State>();
  py::Type* type = in.new_type(class_module(def.name, in.keras3()), std::string(def.name), {base}, def.instance);
  state.types.emplace_back(type, &def);
  state.types_by_name[std::string(def.name)] = type;
  return type;
}

}  // namespace

void define_layer(const LayerDef& def) {
  for (const LayerDef& known : definitions())
    if (known.name == def.name) return;
  definitions().push_back(def);
}

std::span<const LayerDef> layer_defs() { return definitions(); }

py::Type* layer_type(py::Interp& in, std::string_view name) {
  auto& types = in.state<State>().types_by_name;
  auto found = types.find(std::string(name));
  return found == types.end() ? nullptr : found->second;
}

py::Ref<Layer> make_layer(py::Interp& in, std::string_view name, const py::Args& args) {
  py::Type* type = layer_type(in, name);
  ENSURE(type);
  py::Value made = in.call(py::Value(type), args);
  return py::Ref<Layer>(py::cast<Layer>(made));
}

void register_types(py::Interp& in) {
  register_layers();
  State& state = in.state<State>();
  py::Type* layer = in.new_type(class_module("Layer", in.keras3()), "Layer", {in.type_named("object")}, Layer::kind);
  layer->slots.create = create;
  layer->slots.init = init;
  layer->slots.call = call;
  if (in.keras3()) layer->slots.repr = layer->slots.str = repr;
  state.layer = layer;
  state.types.emplace_back(layer, &kLayer);
  state.types_by_name["Layer"] = layer;
  register_layer_members(in, layer);
  register_keras_tensor(in);
  register_variable(in);
  register_input_spec(in);
  register_input_layer(in);
  register_models(in);
  // A class may be declared before its base: go round until all are made.
  for (bool again = true; again;) {
    again = false;
    for (const LayerDef& def : definitions()) {
      if ((in.keras3() ? def.keras3 : def.keras2).empty() || layer_type(in, def.name)) continue;
      py::Type* base = layer_type(in, def.base.empty() ? "Layer" : def.base);
      if (!base) continue;
      define(in, def, base);
      again = true;
    }
  }
  finish_models(in);
}

}  // namespace misfit::keras
