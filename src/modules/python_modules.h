// The part of the libraries that is Python text, run by the program's own interpreter when it is first imported.
#pragma once
#include "python/interp.h"

namespace misfit::modules {

void register_python_modules(py::Interp&);
// A public name that the text defines, and does not only import; null and nothing pending: it has none.
py::Value value_in_python_module(py::Interp&, const char* module, std::string_view name);

}  // namespace misfit::modules
