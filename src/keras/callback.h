// Callbacks: what fit() tells on the way, to built-in callbacks and to classes of the program alike.
#pragma once
#include "python/interp.h"

namespace misfit::keras {

// Tells every callback of `list` in order through its Python methods (on_epoch_end(epoch, logs) ...). False: pending.
// `index` is absent for on_train_begin/end, on_test_begin/end, on_predict_begin/end.
bool tell(py::Interp&, const std::vector<py::Value>& list, std::string_view event, std::optional<int64_t> index, const py::Value& logs);
// set_params(params), set_model(model) for each.
bool attach(py::Interp&, const std::vector<py::Value>& list, const py::Value& params, const py::Value& model);

void register_callbacks(py::Interp&);             // into the library's "callbacks" and "optimizers.schedules"

}  // namespace misfit::keras
