// The generators Keras seeds on its own.
#pragma once
#include <memory>

#include "python/random_state.h"

namespace misfit::keras {

struct Seeds : py::RunState {
  static constexpr py::Kind kind{"keras.Seeds"};
  explicit Seeds(py::Interp&) {}
  std::unique_ptr<py::RandomGenerator> keras2;    // Keras 2: private to it once keras.utils.set_random_seed was called
};

}  // namespace misfit::keras
