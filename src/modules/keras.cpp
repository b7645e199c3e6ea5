// The modules keras and tensorflow.keras, which hold the same things: layers, models and the library's namespaces.
#include <algorithm>

#include "keras/class_modules.h"
#include "keras/data/source.h"
#include "keras/library.h"
#include "keras/parts/parts.h"
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
    if (!child->dict->get("__path__")) child->dict->set(in, "__path__", in.list({}));
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

// The library's namespaces, and where they are: '2' and '3' in keras of that version, 't' in tensorflow.keras of version 3 alone;
// 'o' where tensorflow.keras of version 3 has a module of its own.
struct Space {
  const char *name, *where;
  bool in_keras(bool keras3) const { return std::string_view(where).find(keras3 ? '3' : '2') != std::string_view::npos; }
  bool in_tf_keras(bool keras3) const { return in_keras(keras3) || (keras3 && std::string_view(where).find('t') != std::string_view::npos); }
  bool own() const { return std::string_view(where).find('o') != std::string_view::npos; }
};
constexpr Space kSpaces[] = {
    {"layers", "23o"}, {"models", "23"}, {"losses", "23o"}, {"metrics", "23o"}, {"optimizers", "23"}, {"initializers", "23"}, {"regularizers", "23"},
    {"constraints", "23"}, {"activations", "23"}, {"callbacks", "23"}, {"utils", "23"}, {"backend", "23o"}, {"preprocessing", "23o"},
    {"preprocessing.sequence", "23o"}, {"preprocessing.text", "2to"}, {"preprocessing.image", "23o"}, {"datasets", "23"}, {"datasets.mnist", "23"},
    {"datasets.fashion_mnist", "23"}, {"datasets.cifar10", "23"}, {"datasets.cifar100", "23"}, {"datasets.imdb", "23"}, {"datasets.reuters", "23"},
    {"datasets.boston_housing", "23"}, {"datasets.california_housing", "3"}, {"applications", "23"}, {"saving", "23"}, {"optimizers.schedules", "23"},
    {"optimizers.legacy", "23"}, {"mixed_precision", "23"}, {"ops", "3"}, {"ops.nn", "3"}, {"ops.numpy", "3"}, {"ops.image", "3"}, {"ops.linalg", "3"},
    {"random", "3"}, {"config", "3"}, {"tree", "3"}, {"dtype_policies", "3"}, {"experimental", "2"}, {"layers.experimental", "2"},
    {"layers.experimental.preprocessing", "2"}, {"utils.legacy", "23"}, {"distribution", "3"}, {"quantizers", "3"}, {"export", "23"}};

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
      {"SeparableConvolution1D", "SeparableConv1D"}, {"Convolution1DTranspose", "Conv1DTranspose"}, {"Convolution3DTranspose", "Conv3DTranspose"}};
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
      const py::Value type = class_name == "Dot" ? keras::find_in_parts(i, "layers", class_name) : py::Value(keras::layer_type(i, class_name));
      const py::Value made = type ? i.call(type, py::Args{{}, keywords}) : py::Value();
      return made ? keras::layer_call(i, *py::cast<keras::Layer>(made), a["inputs"]) : py::Value();
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

// A name of the library's Python parts; null: it is none of them (the library may know it all the same).
py::Value part(py::Interp& in, const std::string& space, const std::string& name) {
  const auto& names = keras::names_in_parts(in, space);
  return std::find(names.begin(), names.end(), name) == names.end() ? py::Value() : keras::find_in_parts(in, space, name);
}

// Names of the library's Python parts are found when they are asked for. tf.keras has old ones that Keras 3 itself has not.
void find_on_demand(py::Interp& in, py::Module& m, const std::string& space, bool old) {
  std::vector<py::Value> names;
  if (space == "ops" && !in.keras3()) return;
  for (const std::string& from : {space, "legacy." + space})
    if (old || from == space)
      for (const std::string& name : keras::names_in_parts(in, from)) names.push_back(in.str_value(name));
  m.dict->set(in, "__on_demand__", in.list(names));
  const py::Value before = m.dict->get("__getattr__");
  m.dict->set(in, "__getattr__", in.builtin("__getattr__", "name", [space, old, before, module = &m](py::Interp& i, py::Bound& a) -> py::Value {
    const std::string name(i.as_str(a[0]).value_or(""));
    py::Value found = part(i, space, name);
    if (!found && old && !i.pending()) found = part(i, "legacy." + space, name);
    // keras.ops.nn and its kin hold what keras.ops holds.
    if (!found && !i.pending() && space.rfind("ops.", 0) == 0) found = i.find_attr(submodule(i, "ops"), name);
    if (!found && before && !i.pending()) {
      found = i.call(before, {a[0]});
      if (!found && !i.stopped()) i.take();
    }
    if (found) module->dict->set(i, name, found);
    if (found || i.pending()) return found;
    return i.raise("AttributeError", "module '" + module->name + "' has no attribute '" + name + "'");
  }));
}

// Where a module's names come from, by the name it is imported by: what an ImportError tells.
void tell_file(py::Interp& in, const py::Ref<py::Module>& m, const std::string& name, std::string path) {
  for (char& c : path) c = c == '.' ? '/' : c;
  py::Value files = m->dict->get("__files__");
  if (!files) m->dict->set(in, "__files__", files = in.dict());
  py::cast<py::Dict>(files)->set(in, name, in.str_value(path + "/__init__.py"));
}

bool build_keras(py::Interp& in, py::Module& m) {
  m.dict->set(in, "__version__", in.str_value(in.keras3() ? "3.15.1" : "2.15.0"));
  bind_layers(in);
  bind_merging(in);
  bind_library(in);
  bind_identifying(in);
  put(in, "utils", in.keras3() ? "PyDataset" : "Sequence", keras::sequence_class(in));
  if (in.keras3()) put(in, "utils", "Sequence", submodule(in, "utils")->dict->get("PyDataset"));
  bind_backend(in);
  if (in.keras3()) bind_ops(in);
  for (const Space& space : kSpaces)
    if (space.in_keras(in.keras3())) {
      const std::string name = space.name;
      find_on_demand(in, *submodule(in, name), name, false);
      tell_file(in, submodule(in, name), "keras." + name, "keras." + name);
    }
  find_on_demand(in, m, "", false);
  return !in.pending();
}

// A module as tensorflow.keras shows it: the same things under a name of its own.
py::Ref<py::Module> copied(py::Interp& in, const std::string& space, const std::string& name) {
  py::Ref<py::Module> of = submodule(in, space), copy = in.module(space.empty() ? "tensorflow.keras" : "tensorflow.keras." + space);
  for (const py::Dict::Entry& e : of->dict->entries)
    if (e.key && in.as_str(e.key).value_or("").substr(0, 2) != "__") copy->dict->insert(in, e.key, e.value);
  copy->dict->set(in, "__path__", in.list({}));
  if (py::Value on_demand = of->dict->get("__getattr__")) copy->dict->set(in, "__getattr__", on_demand);
  copy->name = name + (space.empty() ? "" : "." + space);
  copy->dict->set(in, "__name__", in.str_value(copy->name));
  return copy;
}

// tf.keras is keras.api._v2.keras in Keras 2; in Keras 3 most of it is keras itself, and the rest is keras._tf_keras.keras.
bool build_tf_keras(py::Interp& in, py::Module&) {
  if (!in.import("keras")) return false;
  const bool keras3 = in.keras3();
  const std::string name = keras3 ? "keras._tf_keras.keras" : "keras.api._v2.keras";
  py::Ref<py::Module> root = copied(in, "", name);
  find_on_demand(in, *root, "", true);
  alias_module(in, "tensorflow.keras", root);
  if (keras3) root->dict->set(in, "__version__", submodule(in, "")->dict->get("__version__"));
  for (const Space& row : kSpaces) {
    if (!row.in_tf_keras(keras3)) continue;
    const std::string space = row.name;
    const bool own = !keras3 || row.own();
    py::Ref<py::Module> module = own ? copied(in, space, name) : submodule(in, space);
    if (own) find_on_demand(in, *module, space, true);
    alias_module(in, "tensorflow.keras." + space, module);
    tell_file(in, module, "tensorflow.keras." + space, (keras3 ? "keras._tf_keras.keras." : "keras.api._v2.keras.") + space);
    if (own) {
      py::Value parent = root;
      size_t begin = 0;
      for (size_t dot; (dot = space.find('.', begin)) != std::string::npos; begin = dot + 1) parent = in.get_attr(parent, space.substr(begin, dot - begin));
      py::cast<py::Module>(parent)->dict->set(in, space.substr(begin), module);
    } else if (space.find('.') == std::string::npos) {
      root->dict->set(in, space, module);
    }
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
  for (const Space& space : kSpaces) {
    const std::string name = space.name;
    if (space.in_keras(in.keras3()))
      in.register_module("keras." + name, [name](py::Interp& i, py::Module&) {
        if (!i.import("keras")) return false;
        alias_module(i, "keras." + name, submodule(i, name));
        return true;
      });
    if (space.in_tf_keras(in.keras3())) in.register_module("tensorflow.keras." + name, [](py::Interp& i, py::Module&) { return bool(i.import("tensorflow.keras")); });
  }
}

}  // namespace misfit::modules
