// Errors of the data's own making, as a traced function reports them.
#pragma once
#include "keras/fit/trainer.h"

namespace misfit::keras {

// The pending failure of an iterator becomes "Graph execution error: ..."; `function` names the op ("": the eager envelope stays).
void wrap_data_error(py::Interp&, const std::string& function);
// The pending exception only says that the data is at its end: taken, true.
bool is_end_of_data(py::Interp&);

std::unique_ptr<TracedStep>& predict_step_of(Model&);
py::Value concatenate_outputs(py::Interp&, const std::vector<py::Value>& batches);
Tensor join_rows(const std::vector<Tensor>& parts);
py::Value class_weights_keras3(py::Interp&, const py::Value& y, const py::Value& class_weight);

}  // namespace misfit::keras
