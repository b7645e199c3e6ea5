// What every layer is: a name, weights, what it asks of its input, and what it computes.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
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
  std::string name = {};                          // of the Input it stands for; "": None
  bool optional = false;
};

struct LayerNode;
struct LayerDef;

struct Layer : py::Instance {
  static constexpr py::Kind kind{"keras.Layer", &py::Instance::kind};
  Layer(const py::Kind& k, py::Type* t) : Instance(k, t) {}

  std::string name;
  bool trainable = true;
  bool built = false;
  bool supports_masking = false;
  bool initialized = false;                       // layer_init has run: super().__init__() was called
  bool stateful = false;
  DType compute_dtype = DType::kFloat32, variable_dtype = DType::kFloat32;
  std::string policy = "float32";                 // its dtype policy's name
  bool autocast = true;
  std::vector<InputSpec> input_spec;              // one per input; empty: nothing asked
  std::vector<py::Ref<tf::Variable>> own_weights; // in order of creation; their dicts hold "regularizer" and "constraint"
  std::vector<py::Ref<Layer>> sublayers;          // layers a built-in layer holds (wrappers, cells); those in attributes are found there
  std::optional<Shape> batch_input_shape;         // input_shape=, input_dim=, batch_input_shape= of the constructor
  std::vector<Shape> build_shapes;
  Span span;                                      // where the program made it
  std::vector<py::Value> losses;                  // add_loss and activity regularizers of the current call
  std::vector<py::Value> callable_losses;         // add_loss(lambda: ...)
  std::vector<py::Value> metrics;                 // add_metric (Keras 2); metrics in attributes are found there
  py::Value activity_regularizer;                 // null: none
  py::Value initial_weights;                      // weights= of the constructor (Keras 2)
  py::Ref<py::Dict> arguments;                    // of the built-in constructor, by name, without those of Layer
  std::vector<std::shared_ptr<LayerNode>> inbound;   // its symbolic calls
  bool convert_inputs = true;                     // Keras 3: cast array arguments; functional models do it themselves
  bool non_tensors_allowed = false;               // Keras 3: positional arguments need not be tensors
  bool compute_masks_jointly = false;             // Keras 2: call() sets the masks of its outputs itself
  bool locked = false;                            // Keras 3: no new state after build
  std::optional<std::string> parent_path;         // Keras 3: of the scope it was first called in
  std::string path;                               // Keras 3: of the scope it was built in
  StepId step = 0;                                // of its last call (trace)
  void clear() override;

  struct Call {                                   // arguments of call() beside the inputs
    std::optional<bool> training;                 // nothing: not given; resolved by the caller before call() runs
    py::Value mask;                               // null: none
    py::Args rest;                                // the others as the program passed them
  };

  // `inputs` is a tensor value or a list/tuple/dict of them. False or null: an exception is pending.
  // Built-in layers override these; a class written in Python overrides them in Python and layer_call finds that first.
  virtual bool build(py::Interp&, const std::vector<Shape>& inputs) { built = true; (void)inputs; return true; }
  virtual py::Value call(py::Interp&, const py::Value& inputs, const Call&);
  // What Keras 3 computes without running call(); nothing: it runs call() on placeholders in a scratch graph.
  // Faults raised inside (compute_output_shape checks) go through the layer's envelope.
  virtual std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>&, bool* handled) { *handled = false; return std::nullopt; }
  // dtype of what output_shape describes, when it is not the compute dtype (Embedding of ints, CategoryEncoding ...).
  virtual DType output_dtype(const std::vector<DType>& inputs) const { (void)inputs; return compute_dtype; }
  // Answers None where there is no mask.
  virtual py::Value compute_mask(py::Interp&, const py::Value& inputs, const py::Value& mask);
  virtual bool config(py::Interp&, py::Dict& into);               // its constructor's arguments, as get_config prints them
  virtual std::string_view class_name() const { return type->name; }
};

// layer(...) as the program calls it: naming, casting, input spec, building, mask, the symbolic or real call, the envelope.
py::Value layer_call(py::Interp&, Layer&, const py::Args&);
py::Value layer_call(py::Interp&, Layer&, const py::Value& inputs);
// Builds it for these input shapes as __call__ would (a wrapper builds what it wraps): name scope, build(), built.
bool layer_build(py::Interp&, Layer&, const std::vector<Shape>& inputs);

// A weight of `layer`, made by `initializer` (an initializer value or name; null: the default). K2: named in the scope being
// built ("layer/kernel:0"), K3: path "layer/kernel".
py::Ref<tf::Variable> add_weight(py::Interp&, Layer&, std::string_view name, const Shape&, const py::Value& initializer,
                                 bool trainable = true, const py::Value& regularizer = {}, const py::Value& constraint = {},
                                 std::optional<DType> = std::nullopt);

// Weights with those of sublayers, each once, in the order of the profile.
std::vector<py::Ref<Layer>> sublayers_of(py::Interp&, Layer&);            // direct ones: native, then those in attributes
std::vector<py::Ref<Layer>> all_layers(py::Interp&, Layer&, bool itself = true);
std::vector<py::Ref<tf::Variable>> weights_of(py::Interp&, Layer&);
std::vector<py::Ref<tf::Variable>> trainable_weights_of(py::Interp&, Layer&);
std::vector<py::Ref<tf::Variable>> non_trainable_weights_of(py::Interp&, Layer&);
std::optional<std::vector<py::Value>> losses_of(py::Interp&, Layer&);     // nullopt: pending
int64_t count_params(py::Interp&, Layer&);
bool add_loss(py::Interp&, Layer&, const py::Value& loss);
void clear_losses(py::Interp&, Layer&);
bool set_trainable(py::Interp&, Layer&, bool);

// How a layer's class is declared. Signatures are the constructors' in Keras' own notation, without self; they differ by profile.
// All classes take **kwargs of Layer (name, trainable, dtype, input_shape, ...): say so with "**kwargs" where Keras does.
struct LayerDef {
  std::string_view name;                          // "Dense"
  std::string_view base;                          // "Layer", or another LayerDef's name
  std::string_view keras2, keras3;                // signatures; empty: not in that profile ("()" for one without parameters)
  Layer* (*make)(py::Interp&, py::Type*);         // a new, empty C++ struct
  bool (*init)(py::Interp&, Layer&, py::Bound&);  // reads the arguments; layer_init has taken the kwargs of Layer
  const py::Kind& instance;
};
void define_layer(const LayerDef&);               // called by each file's registration function, listed in keras/layers/registry.cpp
std::span<const LayerDef> layer_defs();
// The class of a LayerDef under the run's profile; null: not in it.
py::Type* layer_type(py::Interp&, std::string_view name);
// Makes one as the program would: layer_type(name)(*args, **kwargs). Null: pending.
py::Ref<Layer> make_layer(py::Interp&, std::string_view name, const py::Args&);
// Takes the keywords of Layer out of `kwargs` (name, trainable, dtype, input_shape ...). False: pending.
bool layer_init(py::Interp&, Layer&, py::Dict& kwargs);

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
  std::string unique_object_name(const std::string& name, bool avoid_observed = false);  // K2, of an already snake-cased name
  int next_uid(const std::string& prefix);                        // K2's get_uid: 1, 2, ...
  void observe_name(const std::string& name) { observed_.push_back(name); }
  void reset_names();                                             // clear_session()

  // Open name scopes. K2: eager ones ("model/dense/"); in a graph the graph keeps them. K3: one a layer, for paths.
  struct Scope { std::string name; const Layer* caller = nullptr; std::optional<std::string> parent; bool in_graph = false; };
  std::vector<Scope> scopes;
  std::string current_path() const;                               // K3

  // The layer calls the run is inside of, and their training mode.
  struct CallContext { Layer* layer = nullptr; std::optional<bool> training; };
  std::vector<CallContext> calls;

  // Classes of built-in layers.
  std::vector<std::pair<py::Type*, const LayerDef*>> types;
  std::unordered_map<std::string, py::Type*> types_by_name;
  py::Type *layer = nullptr, *model = nullptr, *functional = nullptr, *sequential = nullptr, *keras_tensor = nullptr, *variable = nullptr,
           *input_spec = nullptr;
  const LayerDef* def_of(const py::Type*) const;                  // of the nearest built-in class

  DType floatx = DType::kFloat32;
  // Python's random.Random(seed) private to K2's initializers, see the seed recipes
  std::optional<uint64_t> set_random_seed_value;

 private:
  py::Interp& in_;
  std::map<std::string, int> counts_;
  std::vector<std::string> observed_;
};

// While it lives, `layer` is the innermost name scope: K2 "outer/name/", K3 its path and a TensorFlow scope.
class LayerScope {
 public:
  LayerScope(py::Interp&, Layer&);
  ~LayerScope();
  LayerScope(const LayerScope&) = delete;

 private:
  py::Interp& in_;
  std::unique_ptr<tf::NameScope> tf_;
  bool pushed_ = false;
};

// The envelope: "Exception encountered when calling ..." around the pending exception, once, in the words of the profile.
// `arguments` are the lines after "arguments received": name and text of each. Always answers null.
using ShownArguments = std::vector<std::pair<std::string, std::string>>;
py::Value wrap_call_error(py::Interp&, std::string_view display_name, const ShownArguments& arguments);

void register_types(py::Interp&);

}  // namespace misfit::keras
