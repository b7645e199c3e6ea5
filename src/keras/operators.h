// Python's operators on symbolic tensors.
#pragma once
#include "keras/keras_tensor.h"

namespace misfit::keras {

void define_keras_tensor_operators(py::Interp&, py::Type* keras_tensor);
// Keras 3 works out the shape of an operation ("Add", "Matmul", "Concatenate") before anything else, and says so when it does not. False: pending.
bool check_operation_shapes(py::Interp&, std::string_view class3, std::span<const py::Value> args);

}  // namespace misfit::keras
