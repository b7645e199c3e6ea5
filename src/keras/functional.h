// Calling a graph of layers as a model does: inputs fitted to what was declared, then run through.
#pragma once
#include "keras/model.h"

namespace misfit::keras {

py::Value call_graph(py::Interp&, Model&, LayerGraph&, const py::Value& inputs, const Layer::Call&);

}  // namespace misfit::keras
