// Leaving what is being traced for a while: another graph (null: eager), unseen by gradient tapes.
#pragma once
#include "tensorflow/tensor.h"

namespace misfit::keras {

class GraphScope {
 public:
  GraphScope(py::Interp& in, Graph* graph) : context_(in.state<tf::Context>()), tapes_(std::move(context_.tapes)) {
    context_.tapes.clear();
    context_.push_graph(graph);
  }
  ~GraphScope() {
    context_.pop_graph();
    context_.tapes = std::move(tapes_);
  }
  GraphScope(const GraphScope&) = delete;

 private:
  tf::Context& context_;
  std::vector<tf::Tape*> tapes_;
};

}  // namespace misfit::keras
