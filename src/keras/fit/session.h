// What the run around a program asks of training: stop before the numbers, or report them.
#pragma once
#include <chrono>
#include <functional>

#include "tensorflow/tensor.h"
#include "trace/look.h"

namespace misfit::keras {

class Session : public py::RunState {
 public:
  static constexpr py::Kind kind{"keras.Session"};
  explicit Session(py::Interp& in) : in_(in) {}
  bool verdict_only = false;                            // end the run where training would need numbers
  std::function<void(const Progress&)> on_progress;
  bool look = false;                                    // take looks at what the layers make (look.h)
  std::vector<Look> looks;
  std::vector<Tensor> samples;                          // the rows looked at; none: there is nothing to look at
  py::Value sample_structure;
  bool lost = false;                                    // a loss was no number any more
  std::vector<std::pair<py::Ref<tf::Variable>, Operand>> traced_gradients;   // of the step being traced
  std::vector<std::pair<py::Ref<tf::Variable>, Tensor>> gradients;           // of the last batch

  int fits = 0;                                         // how many fit() calls there were
  void report(const Progress&);                         // keeps it in the trace and tells the listener, not too often
  // Before a batch's numbers are computed. False: the run has been stopped (a verdict needs no numbers).
  bool numbers_wanted();

 private:
  py::Interp& in_;
  std::chrono::steady_clock::time_point told_{};
};

}  // namespace misfit::keras
