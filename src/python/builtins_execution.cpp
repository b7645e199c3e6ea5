// Running text, and what reaches out of the program.
#include "python/machine.h"

namespace misfit::py {
namespace {

// The code of what exec() or eval() is given; null: pending.
Ref<Code> code_of(Interp& in, const Value& source, const char* function, bool expression) {
  if (Code* c = cast<Code>(source)) return Ref<Code>(c);
  auto text = in.as_str(source);
  if (!text) {
    in.raise("TypeError", std::string(function) + "() arg 1 must be a string, bytes or code object");
    return {};
  }
  std::string s(*text);
  if (expression) {
    size_t first = s.find_first_not_of(" \t");
    s = first == std::string::npos ? "" : s.substr(first);
  }
  return compile_text(in, s, std::make_shared<const std::string>("<string>"), false, true, expression);
}

Value run_text(Interp& in, Bound& b, bool expression) {
  Ref<Code> code = code_of(in, b["source"], expression ? "eval" : "exec", expression);
  if (!code) return {};
  auto& frames = in.machine().frames;
  Ref<Dict> globals, locals;
  if (b["globals"].is_none()) {
    globals = frames.empty() ? in.dict() : frames.back()->globals;
    Value f = in.machine().builtins->get("locals");
    Value l = in.call(f, {});
    locals = Ref<Dict>(cast<Dict>(l));
  } else {
    Dict* g = cast<Dict>(b["globals"]);
    if (!g) return in.raise("TypeError", std::string(expression ? "eval" : "exec") + "() globals must be a dict, not " + type_name(in, b["globals"]));
    globals = Ref<Dict>(g);
    locals = globals;
  }
  if (!b["locals"].is_none()) locals = Ref<Dict>(cast<Dict>(b["locals"]));
  if (!globals->get("__builtins__")) globals->set(in, "__builtins__", in.machine().builtins);
  Value r = in.machine().run_code(code, globals, locals);
  return !r || expression ? r : Value::none();
}

}  // namespace

void define_execution_builtins(Interp& in) {
  define(in, "exec", "~source, globals=None, locals=None, /", [](Interp& i, Bound& b) { return run_text(i, b, false); });
  define(in, "eval", "~source, globals=None, locals=None, /", [](Interp& i, Bound& b) { return run_text(i, b, true); });
  define(in, "compile", "^source, filename, mode, flags=0, dont_inherit=False, optimize=-1", [](Interp& i, Bound& b) {
    return Value(code_of(i, b["source"], "compile", i.as_str(b["mode"]).value_or("exec") == "eval"));
  });
  define(in, "__import__", "^name, globals=None, locals=None, fromlist=(), level=0", [](Interp& i, Bound& b) {
    std::string name(i.as_str(b["name"]).value_or(""));
    Value leaf = i.import(name);
    if (!leaf || !i.items(b["fromlist"]).empty()) return leaf;
    return i.import(name.substr(0, name.find('.')));
  });
  define(in, "open", "^file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None", [](Interp& i, Bound& b) {
    std::string mode(i.as_str(b["mode"]).value_or("r"));
    bool writes = mode.find_first_of("wax+") != std::string::npos;
    Type* t = i.type_named(writes ? "PermissionError" : "FileNotFoundError");
    Value file = i.as_str(b["file"]) ? b["file"] : i.str_value(i.str(b["file"]).value_or(""));
    Value e = i.call(Value(t), {Value::integer(writes ? 13 : 2), i.str_value(writes ? "Permission denied" : "No such file or directory"), file});
    return e ? i.raise_object(Ref<Exception>(cast<Exception>(e))) : Value();
  });
  for (const char* name : {"exit", "quit"})
    define(in, name, "~code=None, /", [](Interp& i, Bound& b) { return raise_empty(i, "SystemExit", b["code"]); });
  define(in, "help", "~request=None, /", [](Interp&, Bound&) { return Value::none(); });
}

}  // namespace misfit::py
