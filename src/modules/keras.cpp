// The module keras (and tensorflow.keras, which is the same): layers, models and the library's namespaces.
#include "keras/class_modules.h"
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

bool build_keras(py::Interp& in, py::Module& m) {
  m.dict->set(in, "__version__", in.str_value(in.keras3() ? "3.15.1" : "2.15.0"));
  for (const char* space : {"layers", "models", "losses", "metrics", "optimizers", "initializers", "regularizers", "constraints", "activations", "callbacks", "utils", "backend",
                            "preprocessing", "preprocessing.sequence", "preprocessing.text", "preprocessing.image", "datasets", "applications", "saving"})
    submodule(in, space);
  bind_layers(in);
  bind_merging(in);
  bind_library(in);
  bind_backend(in);
  if (in.keras3()) bind_ops(in);
  return !in.pending();
}

}  // namespace

void register_keras(py::Interp& in) {
  in.register_module("keras", build_keras);
  in.register_module("tensorflow.keras", [](py::Interp& i, py::Module&) {
    py::Value keras = i.import("keras");
    if (!keras) return false;
    alias_module(i, "tensorflow.keras", keras);
    return true;
  });
  static constexpr const char* kSpaces[] = {"layers", "models", "losses", "metrics", "optimizers", "initializers", "regularizers", "constraints", "activations", "callbacks", "utils",
                                            "backend", "preprocessing", "preprocessing.sequence", "preprocessing.text", "preprocessing.image", "datasets", "applications", "saving",
                                            "optimizers.schedules"};
  for (const char* space : kSpaces) {
    std::string name = space;
    for (const char* prefix : {"tensorflow.keras.", "keras."}) {
      std::string full = prefix + name;
      in.register_module(full, [name, full](py::Interp& i, py::Module&) {
        py::Value keras = i.import("keras");
        if (!keras) return false;
        alias_module(i, full, submodule(i, name));
        return true;
      });
    }
  }
  if (in.keras3())
    for (const char* space : {"ops", "random", "config", "tree"}) {
      std::string name = space;
      in.register_module("keras." + name, [name](py::Interp& i, py::Module&) { return bool(i.import("keras")); });
    }
}

}  // namespace misfit::modules
