// TensorFlow's functions that are made of several ops and that C++ calls too.
#pragma once
#include "tensorflow/tensor.h"

namespace misfit::tf {

Operand boolean_mask(py::Interp&, const py::Value& tensor, const py::Value& mask, int64_t axis);
Operand int_constant(py::Interp&, std::span<const int64_t>, std::string_view name = "Const");   // an int32 vector
inline Operand int_constant(py::Interp& in, std::initializer_list<int64_t> list, std::string_view name = "Const") {
  return int_constant(in, std::span<const int64_t>(list.begin(), list.size()), name);
}
Operand int_scalar(py::Interp&, int64_t, std::string_view name = "Const");                      // int32

}  // namespace misfit::tf
