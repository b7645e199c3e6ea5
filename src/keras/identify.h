// From what programs write ("adam", {"class_name": ...}, an object) to objects; and the words when there is no such thing.
#pragma once
#include "python/interp.h"

namespace misfit::keras {

// Raises for a name that `what` ("optimizer", "loss function", ...) does not know. Always answers null.
py::Value unknown_object(py::Interp&, std::string_view what, std::string_view name);
// {"class_name": ..., "config": {...}} as an object of the namespace. Null: pending.
py::Value from_config(py::Interp&, std::string_view space, std::string_view what, const py::Value& config);

}  // namespace misfit::keras
