// What flows through a program, read off its run: the data, the layers with what feeds each, the loss, and the place where it stopped.
#pragma once
#include "study/study.h"

namespace misfit {

struct FlowTensor {
  std::string name;               // "x", "images"; "" for what a layer makes
  Shape shape;
  Axes axes;
  DType dtype = DType::kInvalid;
  Tensor value;
  uint32_t step = 0;
  Span span;                      // where its lengths are written
};

struct FlowLayer {
  std::string name, class_name, detail;
  FlowTensor in;                  // what it is, or would be, given
  Shape expected;                 // what it asks for, unknown rank: anything
  Axes expected_axes;
  Shape out;
  Axes out_axes;
  Tensor out_value;
  Span span, expected_span;       // where its promise is written
  bool failed = false, reached = false;
  bool finite = true;             // its numbers at this moment
  uint32_t step = 0;
  int index = -1;                 // in ModelInfo::layers
  std::vector<int> reads;         // layers of the flow; -1 - k: input k
  int column = 0, lane = 0;       // its place on the stage: how deep, and beside how many others
};

struct Flow {
  std::vector<FlowTensor> inputs; // what fit() was given, one for each Input
  std::vector<FlowTensor> labels;
  std::vector<FlowLayer> layers;
  std::optional<FlowTensor> out;  // what the last layer makes
  bool has_loss = false, loss_failed = false, loss_reached = false;
  // Programs without a model: one operation with its inputs.
  std::vector<FlowTensor> operands;
  std::string operation;
  uint32_t operation_line = 0;
  bool operation_failed = false;
  std::optional<FlowTensor> result;
};

Flow flow_of(const Study&);

}  // namespace misfit
