// Attributes and methods that every layer has in Python.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

void register_layer_members(py::Interp&, py::Type* layer);
void register_variable(py::Interp&);                       // keras.Variable of Keras 3

// The program's own method of that name, bound to the layer; null (nothing pending) if the built-in one stands first.
py::Value overridden(py::Interp&, Layer&, std::string_view method);
py::Value shapes_value(py::Interp&, const std::vector<Shape>&);             // as build() in Python gets them
std::vector<Shape> shapes_from(py::Interp&, const py::Value&);              // a shape, or a list of them
std::vector<py::Value> metrics_in(py::Interp&, Layer&);                     // metrics in attributes, in order
// layer.input and layer.output: of its first symbolic call. Null: pending.
py::Value tensors_of(py::Interp&, Layer&, bool output);
// Runs build(): the program's, or the built-in one. K3: in the layer's scope, then locks its state.
bool run_build(py::Interp&, Layer&, const py::Args& shapes);
// K3's wrapper around a build() that the program calls itself.
py::Value weight_value(py::Interp&, const py::Ref<tf::Variable>&);
Shape shape_of_variable(const tf::Variable&);
// Whether a shape given by hand to build() or compute_output_shape() is as long as Keras reads it. False: pending.
bool check_shape_length(py::Interp&, Layer&, bool build, const std::vector<Shape>&);

}  // namespace misfit::keras
