// Models: layers that know how to be trained.
#pragma once
#include "keras/keras_tensor.h"

namespace misfit::keras {

// A graph of layers between symbolic inputs and outputs.
struct LayerGraph {
  py::Value inputs_struct, outputs_struct;
  std::vector<py::Ref<KerasTensor>> inputs, outputs;
  std::vector<std::vector<LayerNode*>> nodes;      // by decreasing depth
  std::vector<py::Ref<Layer>> operations;          // by decreasing depth, then in the order they were met; Inputs included
  std::vector<std::string> input_names, output_names;
  std::string name;                                // of the functional model that a Sequential of Keras 3 makes of it
  bool contains(const LayerNode* n) const;
  void clear();
};
// Sorts what lies between; false: pending ("Graph disconnected ...", "The name ... is used 2 times").
bool map_graph(py::Interp&, const py::Value& inputs, const py::Value& outputs, LayerGraph& into);
// Calls the layers on real or graph tensors given in the order of graph.inputs. `symbolic`: on KerasTensors, recording no nodes.
// `stand_in`: the layer to call in place of each, a null value on an error.
py::Value run_graph(py::Interp&, LayerGraph&, const std::vector<py::Value>& inputs, std::optional<bool> training,
                    const std::function<py::Value(Layer&)>& stand_in = {});

struct Trainer;                                    // keras/fit/trainer.h
struct TracedStep;

struct Model : Layer {
  static constexpr py::Kind kind{"keras.Model", &Layer::kind};
  explicit Model(py::Type* t);
  Model(const py::Kind& k, py::Type* t);
  ~Model() override;
  std::unique_ptr<LayerGraph> graph;               // of a functional model; of a Sequential once its input is known
  std::unique_ptr<Trainer> trainer;                // compile() made it
  std::unique_ptr<TracedStep> predict_step;        // needs no compile()
  py::Value history;
  bool stop_training = false;
  void clear() override;
  bool build(py::Interp&, const std::vector<Shape>& inputs) override;
  py::Value call(py::Interp&, const py::Value& inputs, const Call&) override;
  py::Value compute_mask(py::Interp&, const py::Value& inputs, const py::Value& mask) override;
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>&, bool* handled) override;
  virtual std::vector<py::Ref<Layer>> layers(py::Interp&);
  virtual std::optional<Shape> known_output_shape();
};

struct Sequential : Model {
  static constexpr py::Kind kind{"keras.Sequential", &Model::kind};
  explicit Sequential(py::Type* t);
  std::vector<py::Ref<Layer>> stack;               // with the InputLayer, if any
  bool explicit_input = false;                     // K2: an Input or input_shape= came first
  bool graph_failed = false;                       // K2: deferred building gave up; layers are just called in turn
  std::optional<Shape> inferred_input;             // K2
  void clear() override;
  bool build(py::Interp&, const std::vector<Shape>& inputs) override;
  py::Value call(py::Interp&, const py::Value& inputs, const Call&) override;
  py::Value compute_mask(py::Interp&, const py::Value& inputs, const py::Value& mask) override;
  std::vector<py::Ref<Layer>> layers(py::Interp&) override;
  bool add(py::Interp&, const py::Value& layer, bool rebuild = true);
  bool rebuild(py::Interp&);
  bool pop(py::Interp&);
};

struct InputLayer : Layer {
  static constexpr py::Kind kind{"keras.InputLayer", &Layer::kind};
  explicit InputLayer(py::Type* t) : Layer(kind, t) {}
  Shape batch_shape;
  bool optional = false, sparse = false, ragged = false;
  bool config(py::Interp&, py::Dict& into) override;
};
py::Ref<KerasTensor> make_input(py::Interp&, const Shape& batch_shape, DType, const std::string& name);   // "": named by Keras

py::Value input_function(py::Interp&);              // keras.Input
py::Value clone_model_function(py::Interp&);        // keras.models.clone_model
std::string summary_text(py::Interp&, Model&, int64_t line_length, bool expand_nested, bool show_trainable);
void note_model(py::Interp&, Model&);              // into the trace, for the stage

void register_input_layer(py::Interp&);
void register_models(py::Interp&);
void finish_models(py::Interp&);                   // once the classes are made: compile, fit, layers, summary ...

}  // namespace misfit::keras
