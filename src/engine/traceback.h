// An uncaught exception as Python prints it on stderr: the program's frames with their lines, then class and message.
#pragma once
#include <string>

#include "python/interp.h"

namespace misfit {

std::string traceback_text(py::Interp&, py::Exception&, const std::string& program, const std::string& file_name);

}  // namespace misfit
