// What an execution leaves behind: append-only, and immutable to everyone but the run that writes it.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/span.h"
#include "ops/op.h"

namespace misfit {

using StepId = uint32_t;                   // 0: none
enum class Stage : uint8_t { kProgram, kBuild, kCompile, kTrace, kBatch, kEpochEnd, kEvaluate, kPredict };
enum class StepKind : uint8_t {
  kArray,      // a NumPy function made an array
  kTensor,     // an eager TensorFlow op
  kInput,      // a model's Input, or the data as fit() hands it in
  kLayer,      // a layer was called: build (symbolic), trace or eager
  kLoss, kMetric, kOptimizer,
};

// One thing that was done to data. Shapes may hold unknown lengths (-1) in symbolic stages.
struct Step {
  StepId id = 0;
  StepKind kind = StepKind::kArray;
  Stage stage = Stage::kProgram;
  std::string what;                        // "np.random.rand", "reshape", "Conv2D"
  std::string label;                       // the layer's or variable's name: "conv2d"
  std::vector<StepId> inputs;
  std::vector<Shape> given;                // the inputs' shapes as they arrived, where it is a layer
  DType dtype = DType::kInvalid;
  Shape shape;
  AxisMap axes;                            // where each axis of `shape` comes from, among `inputs`
  Tensor value;                            // may be empty (symbolic) or lazy; shares memory
  Span span;                               // the program's place
  bool failed = false;                     // the step at which the run died
  Shape expected;                          // what a layer asked of its input, -1: any (kLayer, kInput); rank unknown: nothing asked
};

// The numbers of training, a row a batch and a row an epoch.
struct Progress {
  int fit = 0;                             // which fit() of the program
  int epoch = 0, epochs = 0, batch = 0, batches = 0;
  std::vector<std::pair<std::string, double>> logs;
  bool epoch_end = false;
  Stage stage = Stage::kBatch;
};

// `name = value` in the program, where value has a shape: inlays at line ends.
struct Binding { std::string name; StepId step = 0; DType dtype = DType::kInvalid; Shape shape; Span span; std::string kind; /* "array", "tensor", "model" */ };

// A layer of a built model, for the stage.
struct LayerInfo {
  std::string name, class_name;
  Shape input, output;
  std::vector<std::pair<std::string, Tensor>> weights;  // "kernel", "bias"
  std::vector<int> inbound;                // indices of layers it reads
  Span span;                               // where the program made it
  int64_t parameters = 0;
};
struct ModelInfo { std::string name, class_name; std::vector<LayerInfo> layers; Span span; };

class Trace {
 public:
  StepId add(Step step);                   // numbers it
  const Step* find(StepId) const;          // null: none, or thinned out
  Step* last() { return steps_.empty() ? nullptr : &steps_.back(); }
  const std::deque<Step>& steps() const { return steps_; }
  std::vector<Binding> bindings;
  std::vector<Progress> progress;
  std::vector<ModelInfo> models;
  std::vector<std::pair<Stage, Span>> stages;  // stages in the order the run reached them
  void reach(Stage s, Span at) { stages.emplace_back(s, at); }
  Stage stage() const { return stages.empty() ? Stage::kProgram : stages.back().first; }

 private:
  std::deque<Step> steps_;
  StepId next_ = 1;
};

}  // namespace misfit
