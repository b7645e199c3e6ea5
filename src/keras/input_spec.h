// Holding what a layer is given against what it asks for.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

// False: pending, in the words of the profile.
bool check_input(py::Interp&, Layer&, const std::vector<InputSpec>& specs, const py::Value& inputs);
std::vector<InputSpec> input_spec_of(py::Interp&, Layer&);   // the layer's own, or what the program set, or the model's inputs
struct LayerGraph;
std::vector<InputSpec> spec_of_graph(py::Interp&, const LayerGraph&);
py::Value input_spec_value(py::Interp&, Layer&);             // as layer.input_spec shows it
bool set_input_spec(py::Interp&, Layer&, const py::Value&);
Shape expected_shape(const InputSpec&, size_t rank);         // for pictures: -1 where anything goes

void register_input_spec(py::Interp&);                       // keras.layers.InputSpec

}  // namespace misfit::keras
