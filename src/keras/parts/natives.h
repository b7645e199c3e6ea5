// Functions in C++ that the Python parts call.
#pragma once
#include "python/interp.h"

namespace misfit::keras {

void furnish_with_natives(py::Interp&, py::Module&);

}  // namespace misfit::keras
