// Registers the standard library with an interpreter.
#include "modules/std/std.h"

#include "generated/embedded.h"
#include "modules/modules.h"
#include "python/machine.h"

namespace misfit::modules {

namespace standard {

using namespace py;

// Its frames are not places of the program.
static bool run_text(Interp& in, Module& m, const char* text) {
  const Ref<Code> code = compile(in, text, std::make_shared<const std::string>(m.name + ".py"), false);
  return code && in.machine().run_code(code, m.dict, m.dict);
}

void register_text(Interp& in, std::string name, const char* text) {
  in.register_module(std::move(name), [text](Interp& i, Module& m) { return run_text(i, m, text); });
}

// Modules whose text is Python: python/<name>.py.
static void register_texts(Interp& in) {
  for (const EmbeddedFile& file : python_modules()) register_text(in, std::string(file.path), file.data.data());
}

void define(Interp& in, Module& m, std::string name, std::string_view signature, NativeFunction f) {
  const bool counted = !signature.empty() && signature[0] == '!';  // math.sqrt() takes exactly one argument, but comb expected 2
  const Value function = in.builtin(name, signature, std::move(f), m.name, counted ? m.name + "." + name : name);
  in.set(m, name, function);
}

}  // namespace standard

void register_standard(py::Interp& in) {
  using namespace standard;
  register_texts(in);
  register_math(in);
  register_random(in);
  register_system(in);
  register_regular_expressions(in);
  register_binary(in);
}

}  // namespace misfit::modules
