// A symbolic tensor outside of any graph: what Input() answers and layers pass on while a model is being described.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

struct KerasTensor : py::Instance {
  static constexpr py::Kind kind{"keras.KerasTensor", &py::Instance::kind};
  explicit KerasTensor(py::Type* t) : Instance(kind, t) {}
  DType dtype = DType::kFloat32;
  Shape shape;
  std::string name;                               // K2: "" is None
  py::Ref<Layer> operation;                       // its keras history: the layer, which of its calls, which output
  int node_index = 0, tensor_index = 0;
  py::Value mask;                                 // a KerasTensor; null: none
  std::optional<std::vector<int64_t>> inferred;   // K2: the value of a shape tensor, -1 unknown
  StepId step = 0;
  void clear() override { operation = {}; mask = {}; Instance::clear(); }
};

// One symbolic call of a layer.
struct LayerNode {
  py::Ref<Layer> layer;
  py::Value args;                                 // a Tuple, KerasTensors in place
  py::Ref<py::Dict> kwargs;
  std::vector<py::Ref<KerasTensor>> inputs, outputs;
  py::Value output;                               // the structure of its outputs
  bool is_input = false;
};

py::Ref<KerasTensor> make_keras_tensor(py::Interp&, DType, Shape, std::string name = {});
bool any_keras_tensor(py::Interp&, const py::Args&);
// Records a call: wires the outputs' history. False: an output is no tensor; pending.
bool connect(py::Interp&, Layer&, const py::Value& args, const py::Ref<py::Dict>& kwargs, const py::Value& outputs);
// KerasTensors of a structure as placeholders of the current graph, masks included.
py::Value to_placeholders(py::Interp&, const py::Value& structure);
// Graph tensors of a structure as new KerasTensors.
py::Value from_graph(py::Interp&, const py::Value& structure);
// The dims of a mask or tensor value: KerasTensors, tensors, arrays, variables. nullopt and nothing pending: no shape.
std::optional<Shape> shape_of(py::Interp&, const py::Value&);
std::optional<DType> dtype_of(py::Interp&, const py::Value&);
py::Value shape_tuple(py::Interp&, const Shape&);                       // (None, 28, 28)
std::optional<Shape> shape_from(py::Interp&, const py::Value&);         // tuple, list, TensorShape; nullopt and not pending: another kind

// An operation on symbolic tensors that is no layer of the user's: `a + b`, tf.reshape(x, ...), keras.ops.mean(x).
// K2 calls it TFOpLambda (named "tf.math.add"), K3 by its own class ("Add", named "add").
struct OpLayer : Layer {
  static constexpr py::Kind kind{"keras.Operation", &Layer::kind};
  explicit OpLayer(py::Type* t) : Layer(kind, t) {}
  std::string shown_class;
  std::function<py::Value(py::Interp&, const py::Args&)> function;
  std::string_view class_name() const override { return shown_class; }
};
// Calls `function` symbolically on arguments that hold KerasTensors. `symbol`: K2's "math.add"; `class3`: K3's "Add".
py::Value call_operation(py::Interp&, std::string_view symbol, std::string_view class3,
                         std::function<py::Value(py::Interp&, const py::Args&)> function, const py::Args&);

void register_keras_tensor(py::Interp&);

}  // namespace misfit::keras
