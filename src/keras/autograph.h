// Functions of the program called while TensorFlow traces: converted by autograph, their errors told "in user code".
#pragma once
#include "python/interp.h"

namespace misfit::keras {

// Calls f with control flow on tensors staged; an exception leaves as "in user code: ...".
py::Value call_converted(py::Interp&, const py::Value& f, const py::Args&);

}  // namespace misfit::keras
