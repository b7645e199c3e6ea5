// Keras 2's ways to bring targets, weights, losses and metrics into the structure of the outputs.
#pragma once
#include "keras/loss.h"

namespace misfit::keras {

// Null: pending.
py::Value conform_to_outputs(py::Interp&, const py::Value& outputs, const std::vector<std::string>& names, const py::Value& structure);
// A target of one axis becomes a column for outputs of two; targets take the outputs' dtype. False: pending.
bool match_dtype_and_rank(py::Interp&, py::Value& y_true, py::Value& y_pred, py::Value& sample_weight);
py::Value mask_of_output(const py::Value&);                                     // null: none
bool apply_mask(py::Interp&, const py::Value& y_pred, py::Value& sample_weight, const py::Value& mask);

}  // namespace misfit::keras
