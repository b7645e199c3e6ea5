// Ragged and sparse tensors, TensorArrays: objects made of several tensors. Their classes, written in Python, have
// _tf_components() and _tf_from_components().
#pragma once
#include "tensorflow/dataset.h"
#include "tensorflow/function.h"

namespace misfit::tf {

bool is_composite(const py::Value&);
py::Value components(py::Interp&, const py::Value& composite);              // a list of tensors; null: pending
// As flatten and pack_like, which take composites apart, but with composites as leaves.
bool flatten_whole(py::Interp&, const py::Value& structure, std::vector<py::Value>& leaves);
py::Value pack_whole(py::Interp&, const py::Value& structure, std::span<const py::Value> leaves);

// In the nest of a data set a composite is a tuple of its components that names its spec (RaggedTensorSpec ...).
Nest composite_nest(py::Interp&, const py::Value& spec, size_t components);
py::Value composite_spec(py::Interp&, const Nest&);                         // null: no composite

}  // namespace misfit::tf
