// What the calls of both Keras ask of a merging layer before it is built.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

bool takes_inputs(py::Interp&, Layer&, const py::Value& inputs);   // a merging layer takes a list. False: pending.

}  // namespace misfit::keras
