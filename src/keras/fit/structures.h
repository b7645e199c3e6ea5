// Small things that compiled losses and metrics share.
#pragma once
#include "keras/loss.h"

namespace misfit::keras {

// structure[key] of a list, tuple or dict; null and nothing pending: there is none.
py::Value child(py::Interp&, const py::Value& structure, const py::Value& key);
// What compile(loss=...) names: "mse", a Loss, a function; "crossentropy" by the shapes. Null: pending.
py::Ref<Loss> resolve_loss(py::Interp&, const py::Value& identifier, const py::Value& y_true, const py::Value& y_pred);
// K3 get_object_name, K2 get_custom_object_name.
std::string object_name(py::Interp&, const py::Value&);
// "output_1" ... of outputs without names (Keras 2).
std::vector<std::string> pseudo_names(py::Interp&, const py::Value& structure, std::string_view prefix);

}  // namespace misfit::keras
