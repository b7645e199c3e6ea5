// tf.debugging.enable_check_numerics: every op's floating outputs are looked at for infinities and NaN.
#pragma once
#include "tensorflow/tensor.h"

namespace misfit::tf {

struct NumericsCheck : py::RunState {
  static constexpr py::Kind kind{"tf.NumericsCheck"};
  explicit NumericsCheck(py::Interp&) {}
  bool on = false;
  int64_t stack_height_limit = 30, path_length_limit = 50;
};

// After an op ran. False: pending, in the words of CheckNumericsV2. `op_text`: "Log", or "b'Log'" off the fast path.
bool check_outputs(py::Interp&, std::string_view op, const std::string& op_text, std::span<const Operand> in, std::span<const Operand> out);
// After an op was traced: nodes that check when the graph runs.
void trace_checks(py::Interp&, Graph&, std::string_view op, std::span<const Operand> in, std::span<const Operand> out);
// What a function that data passes through found: its op, its graph. False: pending, as an iterator reports it.
bool check_element(py::Interp&, std::span<const Tensor> element, std::string_view op, std::string_view graph, bool known_shape);

}  // namespace misfit::tf
