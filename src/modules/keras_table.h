// Filling the modules of keras.
#pragma once
#include "keras/keras_tensor.h"

namespace misfit::modules::keras_api {

py::Ref<py::Module> submodule(py::Interp&, const std::string& dotted);          // "" is keras itself
void put(py::Interp&, const std::string& space, std::string_view name, py::Value value);
void function(py::Interp&, const std::string& space, std::string_view name, std::string_view signature, py::NativeFunction f);
void alias_module(py::Interp&, const std::string& name, const py::Value& module);   // sys.modules[name] = module

void bind_backend(py::Interp&);                  // keras.backend
void bind_ops(py::Interp&);                      // keras.ops, keras.random, keras.tree (Keras 3)

}  // namespace misfit::modules::keras_api
