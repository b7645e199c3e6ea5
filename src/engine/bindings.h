// Notes each `name = value` whose value has a shape: what the editor shows at the ends of lines.
#pragma once
#include "python/interp.h"

namespace misfit {

void record_bindings(py::Interp&);   // sets in.on_store

}  // namespace misfit
