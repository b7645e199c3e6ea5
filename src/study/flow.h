// What flows through a program, read off its run: the data, the layers in order, the loss, and the place where it stopped.
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
  FlowTensor in;                  // what it would be given
  Shape expected;                 // what it asks for, unknown rank: anything
  Axes expected_axes;
  Shape out;
  Axes out_axes;
  Tensor out_value;
  Span span, expected_span;       // where its promise is written
  bool failed = false, reached = false;
  uint32_t step = 0;
  int index = -1;                 // in ModelInfo::layers
};

struct Flow {
  std::vector<FlowTensor> data;   // x, then y
  std::vector<FlowLayer> layers;
  std::optional<FlowTensor> out;  // what the last layer makes
  bool has_loss = false, loss_failed = false, loss_reached = false;
  std::string loss;
  // Programs without a model: one operation with its inputs.
  std::vector<FlowTensor> operands;
  std::string operation;
  bool operation_failed = false;
  std::optional<FlowTensor> result;
};

Flow flow_of(const Study&);

}  // namespace misfit
