// Layer.__call__ in the two Keras, and what they share.
#pragma once
#include "keras/call_spec.h"

namespace misfit::keras {

py::Value call_keras2(py::Interp&, Layer&, const py::Args&);
py::Value call_keras3(py::Interp&, Layer&, const py::Args&);
bool is_subclassed(py::Interp&, Layer&);                    // its call() is the program's
// compute_mask: the program's, or the built-in one. None: no mask; null: pending.
py::Value call_compute_mask(py::Interp&, Layer&, const py::Value& inputs, const py::Value& masks);

}  // namespace misfit::keras
