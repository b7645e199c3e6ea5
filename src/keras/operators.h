// Python's operators on symbolic tensors.
#pragma once
#include "keras/keras_tensor.h"

namespace misfit::keras {

void define_keras_tensor_operators(py::Interp&, py::Type* keras_tensor);

}  // namespace misfit::keras
