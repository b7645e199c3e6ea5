// The parts of the library that are written in Python: layers, metrics and functions that only compose what the rest offers.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "python/interp.h"

namespace misfit::keras {

// `names`: what the text makes, with its namespace, "layers.Attention losses.Circle/3"; "/2" or "/3": in that Keras only.
struct Part {
  const char* names;
  const char* text;                                               // python/<text>.py
  const char* more = nullptr;                                     // goes on where `text` ends
};
std::span<const Part> parts();                                    // keras/parts/registry.cpp

// Runs the part that has `space`.`name` and answers the value. Null and nothing pending: no part has it.
py::Value find_in_parts(py::Interp&, std::string_view space, std::string_view name);
const std::vector<std::string>& names_in_parts(py::Interp&, std::string_view space);

}  // namespace misfit::keras
