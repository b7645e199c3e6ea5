// What is there without an import: the types, the singletons and the functions.
#include "python/machine.h"

namespace misfit::py {

void define(Interp& in, const char* name, const char* signature, NativeFunction f) {
  in.machine().builtins->set(in, name, in.builtin(name, signature, std::move(f)));
}

void define_builtin_functions(Interp& in) {
  Interp::Machine& m = in.machine();
  Dict& b = *m.builtins;
  for (const char* hidden : {"NoneType", "function", "builtin_function_or_method", "wrapper_descriptor", "method_descriptor", "method", "module", "generator", "cell", "code", "frame", "iterator", "ellipsis", "NotImplementedType"})
    m.named[hidden]->module = "builtins";
  for (const auto& [name, type] : m.named) {
    bool visible = type->is_subclass(m.t.base_exception);
    for (const char* n : {"object", "type", "int", "bool", "float", "complex", "str", "bytes", "bytearray", "list", "tuple", "dict", "set", "frozenset", "range", "slice", "property",
                          "staticmethod", "classmethod", "super"})
      visible = visible || name == n;
    if (visible) b.set(in, name, Value(type));
  }
  b.set(in, "None", Value::none());
  b.set(in, "True", Value::boolean(true));
  b.set(in, "False", Value::boolean(false));
  b.set(in, "Ellipsis", m.ellipsis);
  b.set(in, "NotImplemented", m.not_implemented);
  b.set(in, "__debug__", Value::boolean(true));
  b.set(in, "__name__", in.str_value("builtins"));
  define_text_builtins(in);
  define_object_builtins(in);
  define_iteration_builtins(in);
  define_number_builtins(in);
  define_execution_builtins(in);
  define_group_split(in);
  define_traceback_module(in);
  define_warnings_module(in);
  in.register_module("builtins", [](Interp& i, Module& module) {
    module.dict = i.machine().builtins;
    return true;
  });
}

}  // namespace misfit::py
