// keras.utils on data, and gathering what adapt() is given.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

// Arrays, tensors and lists as one tensor; the batches of a data set joined. nullopt: pending.
std::optional<Tensor> gather_data(py::Interp&, const py::Value&);

void register_utils(py::Interp&);                 // puts the functions into the library's "utils"

}  // namespace misfit::keras
