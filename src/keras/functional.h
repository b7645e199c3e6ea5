// Calling a graph of layers as a model does: inputs fitted to what was declared, then run through.
#pragma once
#include "keras/model.h"

namespace misfit::keras {

py::Value call_graph(py::Interp&, Model&, LayerGraph&, const py::Value& inputs, const Layer::Call&);
// Keras 3's check of symbolic inputs of a functional model; false: pending.
bool check_symbolic_inputs(py::Interp&, const LayerGraph&, const py::Value& inputs);

}  // namespace misfit::keras
