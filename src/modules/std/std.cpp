// Registers the standard library with an interpreter.
#include "modules/std/std.h"

#include "modules/modules.h"
#include "modules/python_modules.h"

namespace misfit::modules {

namespace standard {

using namespace py;

void define(Interp& in, Module& m, std::string name, std::string_view signature, NativeFunction f) {
  const bool counted = !signature.empty() && signature[0] == '!';  // math.sqrt() takes exactly one argument, but comb expected 2
  const Value function = in.builtin(name, signature, std::move(f), m.name, counted ? m.name + "." + name : name);
  in.set(m, name, function);
}

}  // namespace standard

void register_standard(py::Interp& in) {
  using namespace standard;
  register_python_modules(in);
  register_math(in);
  register_random(in);
  register_system(in);
  register_regular_expressions(in);
  register_binary(in);
}

}  // namespace misfit::modules
