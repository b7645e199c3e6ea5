#include "trace/trace.h"

namespace misfit {

namespace {
constexpr size_t kMostSteps = 20'000;  // a program that loops for long keeps its newest steps
}

StepId Trace::add(Step step) {
  step.id = next_++;
  step.stage = stage();
  if (steps_.size() == kMostSteps) steps_.pop_front();
  steps_.push_back(std::move(step));
  return steps_.back().id;
}

const Step* Trace::find(StepId id) const {
  if (id == 0 || steps_.empty() || id < steps_.front().id || id > steps_.back().id) return nullptr;
  return &steps_[id - steps_.front().id];
}

}  // namespace misfit
