// Warnings of Keras' own: Python's filter shows each place in the library once, wherever the program is.
#pragma once
#include <set>
#include <string>

#include "python/interp.h"

namespace misfit::keras {

struct Warned : py::RunState {
  static constexpr py::Kind kind{"keras.Warned"};
  explicit Warned(py::Interp&) {}
  std::set<std::string> texts;
};

// `place` tells apart places that say the same. False: the warning became an exception.
inline bool warn_once(py::Interp& in, const std::string& text, const std::string& place = {}) {
  if (in.state<Warned>().texts.insert(place + "\n" + text).second) in.warn("UserWarning", text);
  return !in.pending();
}

}  // namespace misfit::keras
