// The part of numpy that is Python text.
#pragma once
#include "python/interp.h"

namespace misfit::modules {

extern const char kNumpyMore[], kNumpySubmodules[], kNumpyPolynomial[], kNumpyMa[], kNumpyMaFunctions[];

void register_numpy_texts(py::Interp&);
// A name that a text defines for numpy or one of its modules; null and nothing pending: none does.
py::Value numpy_text_value(py::Interp&, const char* text_module, std::string_view name);

}  // namespace misfit::modules
