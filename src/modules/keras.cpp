// The modules keras and tensorflow.keras, which hold the same things: layers, models and the library's namespaces.
#include "keras/class_modules.h"
#include "keras/data/source.h"
#include "keras/library.h"
#include "keras/model.h"
#include "modules/keras_table.h"
#include "modules/modules.h"

namespace misfit::modules {
namespace keras_api {

py::Ref<py::Module> submodule(py::Interp& in, const std::string& dotted) {
  py::Ref<py::Module> parent = in.module("keras");
  std::string name = "keras";
  for (size_t begin = 0; begin < dotted.size();) {
    size_t end = dotted.find('.', begin);
    if (end == std::string::npos) end = dotted.size();
    std::string leaf = dotted.substr(begin, end - begin);
    name += "." + leaf;
    py::Ref<py::Module> child = in.module(name);
    parent->dict->set(in, leaf, child);
    parent = child;
    begin = end + 1;
  }
  return parent;
}

void put(py::Interp& in, const std::string& space, std::string_view name, py::Value value) {
  if (value) submodule(in, space)->dict->set(in, name, std::move(value));
}

void function(py::Interp& in, const std::string& space, std::string_view name, std::string_view signature, py::NativeFunction f) {
  put(in, space, name, in.builtin(std::string(name), signature, std::move(f), "keras"));
}

}  // namespace keras_api

namespace {

using namespace keras_api;

void bind_layers(py::Interp& in) {
  keras::State& state = in.state<keras::State>();
  for (const auto& [name, type] : state.types_by_name) {
    if (name == "Model" || name == "Sequential" || name == "Functional" || name == "Operation") continue;
    put(in, "layers", name, py::Value(type));
  }
  py::Value input = keras::input_function(in);
  put(in, "layers", "Input", input);
  put(in, "layers", "InputSpec", py::Value(state.input_spec));
  put(in, "", "Input", input);
  put(in, "", "Model", py::Value(state.model));
  put(in, "", "Sequential", py::Value(state.sequential));
  put(in, "models", "clone_model", keras::clone_model_function(in));
  put(in, "models", "Model", py::Value(state.model));
  put(in, "models", "Sequential", py::Value(state.sequential));
  put(in, "", "KerasTensor", in.keras3() ? py::Value(state.keras_tensor) : py::Value());
  put(in, "", "InputSpec", in.keras3() ? py::Value(state.input_spec) : py::Value());
  put(in, "", "Layer", in.keras3() ? py::Value(state.layer) : py::Value());
  put(in, "", "Variable", in.keras3() ? py::Value(state.variable) : py::Value());
  static constexpr std::pair<const char*, const char*> kAliases[] = {
      {"MaxPool1D", "MaxPooling1D"}, {"MaxPool2D", "MaxPooling2D"}, {"MaxPool3D", "MaxPooling3D"}, {"AvgPool1D", "AveragePooling1D"},
      {"AvgPool2D", "AveragePooling2D"}, {"AvgPool3D", "AveragePooling3D"}, {"GlobalAvgPool1D", "GlobalAveragePooling1D"},
      {"GlobalAvgPool2D", "GlobalAveragePooling2D"}, {"GlobalAvgPool3D", "GlobalAveragePooling3D"}, {"GlobalMaxPool1D", "GlobalMaxPooling1D"},
      {"GlobalMaxPool2D", "GlobalMaxPooling2D"}, {"GlobalMaxPool3D", "GlobalMaxPooling3D"}, {"Convolution1D", "Conv1D"}, {"Convolution2D", "Conv2D"},
      {"Convolution3D", "Conv3D"}, {"Convolution2DTranspose", "Conv2DTranspose"}, {"SeparableConvolution2D", "SeparableConv2D"},
      {"Deconvolution2D", "Conv2DTranspose"}};
  for (const auto& [alias, of] : kAliases) {
    py::Type* type = keras::layer_type(in, of);
    if (type) put(in, "layers", alias, py::Value(type));
  }
}

// layers.add([a, b]), layers.concatenate([a, b], axis=-1) ...
void bind_merging(py::Interp& in) {
  static constexpr std::pair<const char*, const char*> kFunctions[] = {{"add", "Add"}, {"subtract", "Subtract"}, {"multiply", "Multiply"}, {"average", "Average"},
                                                                     {"maximum", "Maximum"}, {"minimum", "Minimum"}, {"concatenate", "Concatenate"}, {"dot", "Dot"}};
  for (const auto& [name, of] : kFunctions) {
    std::string class_name = of;
    std::string_view signature = class_name == "Concatenate" ? "inputs, axis=-1, **kwargs" : class_name == "Dot" ? "inputs, axes=-1, normalize=False, **kwargs" : "inputs, **kwargs";
    function(in, "layers", name, signature, [class_name](py::Interp& i, py::Bound& a) -> py::Value {
      std::vector<py::Keyword> keywords;
      if (class_name == "Concatenate") keywords.push_back({"axis", a["axis"]});
      if (class_name == "Dot") keywords.push_back({"axes", a["axes"]}), keywords.push_back({"normalize", a["normalize"]});
      for (const py::Dict::Entry& e : py::cast<py::Dict>(a["kwargs"])->entries)
        if (e.key) keywords.push_back({*i.as_str(e.key), e.value});
      py::Ref<keras::Layer> layer = keras::make_layer(i, class_name, py::Args{{}, keywords});
      return layer ? keras::layer_call(i, *layer, a["inputs"]) : py::Value();
    });
  }
}

void bind_library(py::Interp& in) {
  for (const auto& [space, entries] : in.state<keras::Library>().spaces)
    for (const auto& [name, value] : entries) put(in, space, name, value);
}

// activations.get(...) and its kin.
void bind_identifying(py::Interp& in) {
  using Get = py::Value (*)(py::Interp&, const py::Value&);
  static constexpr std::pair<const char*, Get> kGet[] = {{"activations", keras::get_activation}, {"initializers", keras::get_initializer}, {"regularizers", keras::get_regularizer},
                                                        {"constraints", keras::get_constraint}, {"losses", keras::get_loss},               {"metrics", keras::get_metric},
                                                        {"optimizers", keras::get_optimizer}};
  for (const auto& [space, get] : kGet)
    function(in, space, "get", "identifier, **kwargs", [get = get](py::Interp& i, py::Bound& a) { return get(i, a["identifier"]); });
}

bool build_keras(py::Interp& in, py::Module& m) {
  m.dict->set(in, "__version__", in.str_value(in.keras3() ? "3.15.1" : "2.15.0"));
  for (const char* space : {"layers", "models", "losses", "metrics", "optimizers", "initializers", "regularizers", "constraints", "activations", "callbacks", "utils", "backend",
                            "preprocessing", "preprocessing.sequence", "preprocessing.text", "preprocessing.image", "datasets", "applications", "saving"})
    submodule(in, space);
  bind_layers(in);
  bind_merging(in);
  bind_library(in);
  bind_identifying(in);
  put(in, "utils", in.keras3() ? "PyDataset" : "Sequence", keras::sequence_class(in));
  if (in.keras3()) put(in, "utils", "Sequence", submodule(in, "utils")->dict->get("PyDataset"));
  bind_backend(in);
  if (in.keras3()) bind_ops(in);
  return !in.pending();
}

// A module as tensorflow.keras shows it: the same things under a name of its own.
py::Ref<py::Module> copied(py::Interp& in, const std::string& space, const std::string& name) {
  py::Ref<py::Module> of = submodule(in, space), copy = in.module(space.empty() ? "tensorflow.keras" : "tensorflow.keras." + space);
  for (const py::Dict::Entry& e : of->dict->entries)
    if (e.key && in.as_str(e.key).value_or("").substr(0, 2) != "__") copy->dict->insert(in, e.key, e.value);
  if (py::Value on_demand = of->dict->get("__getattr__")) copy->dict->set(in, "__getattr__", on_demand);
  copy->name = name + (space.empty() ? "" : "." + space);
  copy->dict->set(in, "__name__", in.str_value(copy->name));
  return copy;
}

constexpr const char* kSpaces[] = {"layers", "models", "losses", "metrics", "optimizers", "initializers", "regularizers", "constraints", "activations", "callbacks", "utils",
                                   "backend", "preprocessing", "preprocessing.sequence", "preprocessing.text", "preprocessing.image", "datasets", "applications", "saving",
                                   "optimizers.schedules"};

// tf.keras is keras.api._v2.keras in Keras 2; in Keras 3 most of it is keras itself, and the rest is keras._tf_keras.keras.
bool build_tf_keras(py::Interp& in, py::Module&) {
  if (!in.import("keras")) return false;
  const bool keras3 = in.keras3();
  const std::string name = keras3 ? "keras._tf_keras.keras" : "keras.api._v2.keras";
  py::Ref<py::Module> root = copied(in, "", name);
  alias_module(in, "tensorflow.keras", root);
  if (keras3) root->dict->set(in, "__version__", submodule(in, "")->dict->get("__version__"));
  for (const std::string space : kSpaces) {
    const bool own = !keras3 || space == "layers" || space == "losses" || space == "metrics" || space == "backend" || space.starts_with("preprocessing");
    py::Ref<py::Module> module = own ? copied(in, space, name) : submodule(in, space);
    alias_module(in, "tensorflow.keras." + space, module);
    const size_t dot = space.find('.');
    if (dot == std::string::npos) root->dict->set(in, space, module);
    else if (own) py::cast<py::Module>(root->dict->get(space.substr(0, dot)))->dict->set(in, space.substr(dot + 1), module);
    if (!keras3 || (space != "losses" && space != "metrics")) continue;
    // Each has names that the other has not.
    for (const char* full : {"kl_divergence", "log_cosh", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_error", "mean_squared_logarithmic_error"})
      module->dict->erase(full);
    for (const char* brief : {"KLD", "MAE", "MAPE", "MSE", "MSLE", "kld", "kullback_leibler_divergence", "logcosh", "mae", "mape", "mse", "msle"})
      submodule(in, space)->dict->erase(brief);
  }
  if (keras3) root->dict->erase("saving");
  return !in.pending();
}

}  // namespace

void register_keras(py::Interp& in) {
  in.register_module("keras", build_keras);
  in.register_module("tensorflow.keras", build_tf_keras);
  for (const char* space : kSpaces) {
    std::string name = space;
    in.register_module("keras." + name, [name](py::Interp& i, py::Module&) {
      if (!i.import("keras")) return false;
      alias_module(i, "keras." + name, submodule(i, name));
      return true;
    });
    in.register_module("tensorflow.keras." + name, [](py::Interp& i, py::Module&) { return bool(i.import("tensorflow.keras")); });
  }
  if (in.keras3())
    for (const char* space : {"ops", "random", "config", "tree"}) {
      std::string name = space;
      in.register_module("keras." + name, [name](py::Interp& i, py::Module&) { return bool(i.import("keras")); });
    }
}

}  // namespace misfit::modules
