// The classes of TensorFlow's objects, made once a run; and the small objects: DType, TensorShape, TensorSpec.
#pragma once
#include <map>

#include "tensorflow/tensor.h"

namespace misfit::tf {

struct DTypeObject : py::Object {
  static constexpr py::Kind kind{"tf.DType"};
  DTypeObject(py::Type* t, DType d) : Object(kind, t), dtype(d) {}
  DType dtype;
};

struct ShapeObject : py::Object {
  static constexpr py::Kind kind{"tf.TensorShape"};
  ShapeObject(py::Type* t, Shape s) : Object(kind, t), shape(std::move(s)) {}
  Shape shape;
};

struct SpecObject : py::Object {
  static constexpr py::Kind kind{"tf.TensorSpec"};
  SpecObject(py::Type* t, Shape s, DType d, std::string n) : Object(kind, t), shape(std::move(s)), dtype(d), name(std::move(n)) {}
  Shape shape;
  DType dtype;
  std::string name;                          // empty: None
};

struct Types : py::RunState {
  static constexpr py::Kind kind{"tf.Types"};
  explicit Types(py::Interp&);
  py::Type *tensor, *eager, *symbolic, *variable, *resource, *dtype, *shape, *spec, *type_spec, *reference;
  std::map<std::string, py::Type*, std::less<>> errors;
  std::vector<py::Value> dtypes;             // by DType
};
inline Types& types(py::Interp& in) { return in.state<Types>(); }

py::Value spec_value(py::Interp&, const Shape&, DType, std::string name = {});
std::string dtype_text(DType);               // "tf.float32"
std::string spec_text(const SpecObject&);    // TensorSpec(shape=(2,), dtype=tf.float32, name=None)
// What tensors and variables answer to: operators, indexing.
py::Value tensor_binary(py::Interp&, py::BinaryOp, const py::Value& self, const py::Value& other, bool reflected);
py::Value tensor_compare(py::Interp&, py::CompareOp, const py::Value& self, const py::Value& other);
py::Value tensor_unary(py::Interp&, py::UnaryOp, const py::Value& self);
py::Value tensor_item(py::Interp&, const py::Value& self, const py::Value& key, const py::Value& variable = {});
py::Value assign_slice(py::Interp&, Variable&, const py::Value& key, const py::Value& value, std::string_view op);
struct MatMulFlags { bool transpose_a = false, transpose_b = false, adjoint_a = false, adjoint_b = false; };
Operand matmul(py::Interp&, const py::Value& a, const py::Value& b, const MatMulFlags&, std::string_view name, std::optional<DType> dtype_of_a = std::nullopt);
py::Value make_reference(py::Interp&, const py::Value& of);   // tensor.ref()
Tensor eager_tensor(py::Interp&, const Operand&);    // its elements
std::string numpy_text(py::Interp&, const Tensor&, bool repr);

void define_errors(py::Interp&, Types&);
void define_dtype(py::Interp&, Types&);
void define_shape(py::Interp&, Types&);
void define_spec(py::Interp&, Types&);
void define_tensor(py::Interp&, Types&);
void define_variable(py::Interp&, Types&);

}  // namespace misfit::tf
