// The random numbers of layers that only act in training.
#pragma once
#include "keras/layers/arguments.h"

namespace misfit::keras {

// Keras 2: seeds of stateful ops, one more each Python call. Keras 3: a SeedGenerator, whose state [seed, t] is a variable.
class Noise {
 public:
  bool start(py::Interp&, const py::Value& seed, bool draws);     // in the constructor
  Operand uniform(Math&, const Operand& shape, DType);            // [0, 1)
  Operand normal(Math&, const Operand& shape, DType);
  void clear() { state_ = {}; }
  const py::Ref<tf::Variable>& state() const { return state_; }

 private:
  Operand draw(Math&, const OpDef& stateful, const OpDef& stateless, const Operand& shape, DType);
  std::optional<int64_t> seed_;
  py::Ref<tf::Variable> state_;
};

}  // namespace misfit::keras
