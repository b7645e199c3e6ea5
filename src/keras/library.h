// What each namespace of keras holds, for modules/keras to bind: losses, metrics, optimizers, activations, initializers ...
#pragma once
#include <map>
#include <string>
#include <vector>

#include "python/interp.h"

namespace misfit::keras {

class Library : public py::RunState {
 public:
  static constexpr py::Kind kind{"keras.Library"};
  explicit Library(py::Interp&) {}
  std::map<std::string, std::vector<std::pair<std::string, py::Value>>, std::less<>> spaces;  // "losses" -> name, value
  void put(std::string_view space, std::string_view name, py::Value value);
  py::Value find(std::string_view space, std::string_view name) const;   // null: absent
};

// Makes all classes and functions of the library for the run's profile. Needs register_types() of python, numpy, tensorflow and keras.
void register_library(py::Interp&);

}  // namespace misfit::keras
