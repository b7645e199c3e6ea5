// The standard library. Most modules are Python that the program's own interpreter runs (modules/python/<name>.py); what they cannot
// say stands here in C++, often as a module of its own that they import (_binary).
#pragma once
#include "python/interp.h"

namespace misfit::modules::standard {

void define(py::Interp&, py::Module&, std::string name, std::string_view signature, py::NativeFunction);

void register_math(py::Interp&);
void register_random(py::Interp&);
void register_system(py::Interp&);      // what sys, os, io and time rest on
void register_regular_expressions(py::Interp&);
void register_binary(py::Interp&);      // what struct and hashlib rest on

}  // namespace misfit::modules::standard
