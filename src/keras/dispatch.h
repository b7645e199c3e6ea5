// TensorFlow's functions called on symbolic tensors: Keras 2 makes a layer of the call.
#pragma once
#include "python/interp.h"

namespace misfit::keras {

// Teaches every function of the tensorflow modules to do so; the first symbolic tensor asks for it. Keras 3 refuses such calls.
void dispatch_tensorflow(py::Interp&);
// The signature of the function behind an operation named "tf.concat" or "tf.concat_1"; null: an operator.
const py::Signature* dispatched_signature(py::Interp&, std::string_view layer_name);

}  // namespace misfit::keras
