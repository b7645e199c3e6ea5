// What every layer is: a name, weights, what it asks of its input, and what it computes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tensorflow/tensor.h"

namespace misfit::keras {

// What a layer asks of its input (keras InputSpec). Empty fields ask nothing.
struct InputSpec {
  std::optional<DType> dtype;
  std::optional<int> ndim, min_ndim, max_ndim;
  std::vector<std::pair<int, int64_t>> axes;      // axis (may be negative) -> length
  std::optional<Shape> shape;
  bool allow_last_axis_squeeze = false;
};

struct Layer : py::Instance {
  static constexpr py::Kind kind{"keras.Layer", &py::Instance::kind};
  Layer(const py::Kind& k, py::Type* t) : Instance(k, t) {}

  std::string name;
  bool trainable = true;
  bool built = false;
  bool supports_masking = false;
  DType compute_dtype = DType::kFloat32, variable_dtype = DType::kFloat32;
  bool autocast = true;
  std::vector<InputSpec> input_spec;              // one per input; empty: nothing asked
  std::vector<py::Ref<tf::Variable>> own_weights; // in order of creation
  std::vector<py::Ref<Layer>> sublayers;          // attributes and lists of attributes that are layers, in order of assignment
  std::optional<Shape> batch_input_shape;         // input_shape=, input_dim=, batch_input_shape= of the constructor
  std::vector<Shape> build_shapes;
  Span span;                                      // where the program made it
  std::vector<py::Value> losses;                  // add_loss and activity regularizers of the current call
  void clear() override;

  struct Call {                                   // arguments of call() beside the inputs
    std::optional<bool> training;                 // nothing: not given; resolved by the caller before call() runs
    py::Value mask;                               // null: none
    py::Args rest;                                // the others as the program passed them
  };

  // `inputs` is a tensor value or a list/tuple/dict of them. False or null: an exception is pending.
  // Built-in layers override these; a class written in Python overrides them in Python and layer_call finds that first.
  virtual bool build(py::Interp&, const std::vector<Shape>& inputs) { built = true; (void)inputs; return true; }
  virtual py::Value call(py::Interp&, const py::Value& inputs, const Call&) { return inputs; }
  // What Keras 3 computes without running call(); nothing: it runs call() on placeholders in a scratch graph.
  // Faults raised inside (compute_output_shape checks) go through the layer's envelope.
  virtual std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>&, bool* handled) { *handled = false; return std::nullopt; }
  virtual py::Value compute_mask(py::Interp&, const py::Value& inputs, const py::Value& mask);
  virtual bool config(py::Interp&, py::Dict& into);               // its constructor's arguments, as get_config prints them
  virtual std::string_view class_name() const { return type->name; }
};

// layer(...) as the program calls it: naming, casting, input spec, building, mask, the symbolic or real call, the envelope.
py::Value layer_call(py::Interp&, Layer&, const py::Args&);

// A weight of `layer`, made by `initializer` (an initializer value or name); K2: in graph name "layer/kernel:0", K3: path "layer/kernel".
py::Ref<tf::Variable> add_weight(py::Interp&, Layer&, std::string_view name, const Shape&, const py::Value& initializer,
                                 bool trainable = true, const py::Value& regularizer = {}, const py::Value& constraint = {},
                                 std::optional<DType> = std::nullopt);

// How a layer's class is declared. Signatures are the constructors' in Keras' own notation, without self; they differ by profile.
// All classes take **kwargs of Layer (name, trainable, dtype, input_shape, ...): say so with "**kwargs" where Keras does.
struct LayerDef {
  std::string_view name;                          // "Dense"
  std::string_view base;                          // "Layer", or another LayerDef's name
  std::string_view keras2, keras3;                // signatures; empty: not in that profile
  Layer* (*make)(py::Interp&, py::Type*);         // a new, empty C++ struct
  bool (*init)(py::Interp&, Layer&, py::Bound&);  // reads the arguments; layer_init has taken the kwargs of Layer
  const py::Kind& instance;
};
void define_layer(const LayerDef&);               // called by each file's registration function, listed in keras/layers/registry.cpp
std::span<const LayerDef> layer_defs();

// The one tensor of `inputs`, for layers that take one.
std::optional<Operand> one_operand(py::Interp&, const py::Value& inputs);

// Resolving what programs pass: names, classes, objects, functions, None. Null: pending, in Keras' words for the profile.
py::Value get_activation(py::Interp&, const py::Value&);    // a callable; None: linear
py::Value get_initializer(py::Interp&, const py::Value&);
py::Value get_regularizer(py::Interp&, const py::Value&);
py::Value get_constraint(py::Interp&, const py::Value&);
py::Value get_loss(py::Interp&, const py::Value&);
py::Value get_optimizer(py::Interp&, const py::Value&);
py::Value get_metric(py::Interp&, const py::Value&);
std::optional<Operand> apply_activation(py::Interp&, const py::Value& activation, const Operand&);  // names the nodes as TensorFlow does
std::optional<Tensor> initial_value(py::Interp&, const py::Value& initializer, const Shape&, DType);

// Name counters and other per-run state of Keras.
class State : public py::RunState {
 public:
  static constexpr py::Kind kind{"keras.State"};
  explicit State(py::Interp& in) : in_(in) {}
  std::string unique_name(std::string_view class_or_snake_name);  // "dense", "dense_1"; K2 and K3 rules for snake case
  int keras_tensors = 0;                          // K3 numbers them over the whole program
  std::vector<std::string> name_scopes;           // K3 paths
  // Python's random.Random(seed) private to K2's initializers, see the seed recipes
  std::optional<uint64_t> set_random_seed_value;
 private:
  py::Interp& in_;
  std::map<std::string, int> counts_;
};

// The envelope: "Exception encountered when calling ..." around the pending exception, once, in the words of the profile.
py::Value wrap_call_error(py::Interp&, Layer&, const py::Args&);

void register_types(py::Interp&);

}  // namespace misfit::keras
