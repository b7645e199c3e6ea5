// Calling ops the way gen_*_ops.py do: Python values in, converted to the types that the op's signature ties together.
#pragma once
#include "ops/signature.h"
#include "tensorflow/tensor.h"

namespace misfit::tf {

const OpDef& op(std::string_view name);      // running one that we do not have raises NotImplementedError
bool has_op(std::string_view name);

// One argument of an op: a value to convert, or a list of them (arguments like "values: N*T").
struct Argument {
  Argument(py::Value v) : value(std::move(v)) {}
  Argument(Operand o) : operand(std::move(o)) {}
  Argument(std::vector<py::Value> v) : list(std::move(v)), is_list(true) {}
  Argument(Operands v);
  py::Value value;
  Operand operand;                           // set: already converted
  std::vector<py::Value> list;
  Operands operands;
  bool is_list = false;
};

// Empty: pending. `name` is the name= of the call (or the function's default name).
Operands call_op(py::Interp&, std::string_view op, std::vector<Argument>, Attrs = {}, std::string_view name = {});
Operand call_op1(py::Interp&, std::string_view op, std::vector<Argument>, Attrs = {}, std::string_view name = {});
// The same as a tensor value; null: pending.
py::Value op_value(py::Interp&, std::string_view op, std::vector<Argument>, Attrs = {}, std::string_view name = {});

// What the allocator says of more than kMachineBytes: TensorFlow refuses before it computes.
std::string out_of_memory(DType, const Shape&);

}  // namespace misfit::tf
