// What compile() sets up, and the traced steps of fit, evaluate and predict.
#pragma once
#include <memory>

#include "keras/loss.h"
#include "keras/metric.h"
#include "keras/model.h"
#include "keras/optimizer.h"
#include "tensorflow/function.h"

namespace misfit::keras {

// One loss of the compiled ones: where it looks in y_true and y_pred, and what it weighs.
struct PlacedLoss {
  std::vector<py::Value> path;
  py::Ref<Loss> loss;                          // null: this output has none (Keras 2)
  py::Value weight;                            // null: none
  std::string name;
};

// K3 CompileLoss, K2 LossesContainer.
struct CompiledLoss {
  py::Value user_loss, user_weights;           // as passed; null: none
  std::vector<std::string> output_names;       // "" list: not known
  bool built = false;
  std::vector<PlacedLoss> losses;
  std::vector<py::Ref<Metric>> metrics;        // a mean an output when there are several; null: none (Keras 2)
  py::Value y_pred_structure, y_true_structure;
};

// K3 CompileMetrics, K2 MetricsContainer: metrics of each output, those without sample weights first.
struct CompiledMetrics {
  py::Value user_metrics, user_weighted;       // null: none
  std::vector<std::string> output_names;
  bool built = false;
  std::vector<std::vector<py::Ref<Metric>>> metrics, weighted;   // one list an output
  std::vector<std::string> prefixes;           // K3: the output's name before its metrics' names; "": none
  std::vector<py::Ref<Metric>> in_order() const;
};

// A step as tf.function keeps it: one graph a signature, shapes forgotten as they vary.
struct TracedStep {
  std::string name;                            // "train_function": errors call it __inference_train_function_7
  bool attempted = false, variables_made = false, done_once = false;
  bool broken = false;                         // made variables when it must not: its calls give nothing any more
  struct Trace {
    py::Value structure;                       // of the data
    Specs specs;                               // of its tensors
    std::unique_ptr<tf::FuncGraph> graph;
    py::Value outputs;                         // structure with the index of each fetch as leaf
    size_t fetches = 0;
    bool fresh = true;                         // made, but not run yet
    bool late_variables = false;               // made variables when it must not
    std::vector<py::Ref<tf::Variable>> looked_at;   // variables whose gradients come after the fetches
  };
  std::vector<std::unique_ptr<Trace>> traces;
};

struct Trainer {
  py::Value optimizer_value;                   // as model.optimizer shows it; null: none
  py::Ref<Optimizer> optimizer;
  std::unique_ptr<CompiledLoss> loss;
  std::unique_ptr<CompiledMetrics> metrics;
  py::Ref<Metric> loss_tracker;
  bool run_eagerly = false;
  int64_t steps_per_execution = 1;
  std::unique_ptr<TracedStep> train, test, train_on_batch, test_on_batch;
  py::Value user_loss;                         // model.loss
  std::vector<std::pair<py::Ref<Layer>, bool>> trainable;   // K2: as the layers were when compile() was called; fit goes by that
};

// Numbers of a step or an epoch, in order.
using Logs = std::vector<std::pair<std::string, py::Value>>;

// ---- compiled losses and metrics ----
// The total loss, or None where there is nothing to compute. Null: pending.
py::Value compute_compiled_loss(py::Interp&, Model&, Trainer&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
py::Value call_losses_keras3(py::Interp&, CompiledLoss&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
py::Value call_losses_keras2(py::Interp&, CompiledLoss&, Metric& total, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight,
                             const std::vector<py::Value>& regularization);
bool update_metrics_keras3(py::Interp&, CompiledMetrics&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
bool update_metrics_keras2(py::Interp&, CompiledMetrics&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
// name -> result of the compiled metrics (K3), unique names made.
bool results_keras3(py::Interp&, CompiledMetrics&, py::Dict& into);
// All metrics of a model in the order of its profile.
std::vector<py::Ref<Metric>> metrics_of(py::Interp&, Model&);
std::vector<py::Value> metrics_shown(py::Interp&, const py::Value& model);   // as model.metrics lists them
void define_compiled_objects(py::Interp&, py::Type* model);
py::Value metrics_result(py::Interp&, Model&);             // get_metrics_result(): a dict; null: pending
bool reset_metrics(py::Interp&, Model&);

// ---- steps ----
// (x, y, sample_weight) of a batch; null members: None. False: pending.
struct BatchParts { py::Value x, y, sample_weight; };
std::optional<BatchParts> unpack(py::Interp&, const py::Value& data);
// model.train_step(data) and its kin: the program's, or the built-in one. A dict of logs, or predictions. Null: pending.
enum class StepKindOf { kTrain, kTest, kPredict };
py::Value run_step(py::Interp&, Model&, StepKindOf, const py::Value& data);
py::Value train_step(py::Interp&, Model&, const py::Value& data);
py::Value test_step(py::Interp&, Model&, const py::Value& data);
py::Value predict_step(py::Interp&, Model&, const py::Value& data);
// Traces the step for data of this kind if that was not done: what runs from an iterator is traced before any data comes. False: pending.
bool prepare_step(py::Interp&, Model&, TracedStep&, StepKindOf, const py::Value& structure, const Specs& specs);
// A batch through the traced step; `structure` nests the tensors, `specs` are what the data promises of them (lengths may be unknown).
py::Value call_step(py::Interp&, Model&, TracedStep&, StepKindOf, const py::Value& structure, const Specs& specs, const std::vector<Tensor>& tensors);

// ---- methods ----
py::Value compile(py::Interp&, Model&, py::Bound&);
py::Value fit(py::Interp&, Model&, py::Bound&);
py::Value evaluate(py::Interp&, Model&, py::Bound&);
py::Value predict(py::Interp&, Model&, py::Bound&);
py::Value train_on_batch(py::Interp&, Model&, py::Bound&);
py::Value test_on_batch(py::Interp&, Model&, py::Bound&);
py::Value predict_on_batch(py::Interp&, Model&, py::Bound&);
bool assert_compiled(py::Interp&, Model&);

}  // namespace misfit::keras
