// How often the calls of one Python function had to trace anew: a function that is traced too often says so.
#pragma once
#include <vector>

#include "core/callable.h"
#include "python/interp.h"

namespace misfit::tf {

class Retracing {
 public:
  // Counts a call, and warns where TensorFlow's detector does: five tracings among the last calls, twice at most.
  void count(py::Interp&, bool traced, const Callable<std::string()>& function_text);

 private:
  int calls_ = 0, warnings_ = 0;
  std::vector<int> calls_per_tracing_;
};

}  // namespace misfit::tf
