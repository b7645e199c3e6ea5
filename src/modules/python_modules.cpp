// Modules whose text is Python: python/<name>.py, of the standard library and of the libraries alike. Their frames are not places of the program.
#include "modules/python_modules.h"

#include "generated/embedded.h"
#include "python/machine.h"

namespace misfit::modules {

void register_python_modules(py::Interp& in) {
  for (const EmbeddedFile& file : python_modules())
    in.register_module(std::string(file.path), [text = file.data.data()](py::Interp& i, py::Module& m) {
      const py::Ref<py::Code> code = py::compile(i, text, std::make_shared<const std::string>(m.name + ".py"), false);
      return code && i.machine().run_code(code, m.dict, m.dict);
    });
}

py::Value value_in_python_module(py::Interp& in, const char* module, std::string_view name) {
  if (name.empty() || name[0] == '_') return {};
  const py::Value found = in.import(module);
  if (!found) return {};
  const py::Value v = py::cast<py::Module>(found)->dict->get(name);
  return py::cast<py::Module>(v) ? py::Value() : v;
}

}  // namespace misfit::modules
