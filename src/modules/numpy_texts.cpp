#include "modules/numpy_texts.h"

#include "modules/std/std.h"

namespace misfit::modules {

void register_numpy_texts(py::Interp& in) {
  using standard::register_text;
  register_text(in, "numpy._more", kNumpyMore);
  register_text(in, "numpy._submodules", kNumpySubmodules);
  register_text(in, "numpy._polynomial", kNumpyPolynomial);
  register_text(in, "numpy._ma", kNumpyMa);
  register_text(in, "numpy._ma_functions", kNumpyMaFunctions);
}

py::Value numpy_text_value(py::Interp& in, const char* text_module, std::string_view name) {
  if (name.empty() || name[0] == '_') return {};
  const py::Value module = in.import(text_module);
  if (!module) return {};
  const py::Value v = py::cast<py::Module>(module)->dict->get(name);
  return py::cast<py::Module>(v) ? py::Value() : v;
}

}  // namespace misfit::modules
