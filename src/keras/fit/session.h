// What the run around a program asks of training: stop before the numbers, or report them.
#pragma once
#include <chrono>
#include <functional>

#include "python/interp.h"

namespace misfit::keras {

class Session : public py::RunState {
 public:
  static constexpr py::Kind kind{"keras.Session"};
  explicit Session(py::Interp& in) : in_(in) {}
  bool verdict_only = false;                            // end the run where training would need numbers
  std::function<void(const Progress&)> on_progress;

  int fits = 0;                                         // how many fit() calls there were
  void report(const Progress&);                         // keeps it in the trace and tells the listener, not too often
  // Before a batch's numbers are computed. False: the run has been stopped (a verdict needs no numbers).
  bool numbers_wanted();

 private:
  py::Interp& in_;
  std::chrono::steady_clock::time_point told_{};
};

}  // namespace misfit::keras
