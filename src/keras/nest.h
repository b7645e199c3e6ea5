// Nested structures of Python (lists, tuples, dicts) around leaves, in the order TensorFlow and Keras walk them: dicts by sorted key.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "python/interp.h"

namespace misfit::keras::nest {

bool is_nested(const py::Value&);
std::vector<py::Value> flatten(py::Interp&, const py::Value&);
// The same structure with each leaf replaced; a null leaf stops it: null, pending.
py::Value map(py::Interp&, const py::Value& structure, const std::function<py::Value(const py::Value&)>& f);
// `structure` with its leaves taken from `leaves` in order.
py::Value pack(py::Interp&, const py::Value& structure, const std::vector<py::Value>& leaves);
bool same_structure(py::Interp&, const py::Value& a, const py::Value& b, bool lists_are_tuples = false);
// The way to each leaf: "0", "1.a"; "" for a lone leaf.
std::vector<std::string> paths(py::Interp&, const py::Value&, std::string_view separator = ".");
std::vector<py::Value> sorted_keys(py::Interp&, py::Dict&);

}  // namespace misfit::keras::nest
