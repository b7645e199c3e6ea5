// Runs a traced graph op by op in the current context: inside another trace, or under a tape.
#pragma once
#include "tensorflow/tensor.h"

namespace misfit::tf {

std::optional<Operands> replay(py::Interp&, const Graph&, std::span<const Operand> feeds);   // nullopt: pending
bool functions_run_eagerly(py::Interp&);
void set_functions_run_eagerly(py::Interp&, bool);

}  // namespace misfit::tf
