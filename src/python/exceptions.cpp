// The exception classes, how an exception is made and printed, and which except clause takes it.
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {
namespace {

Value make(Interp& in, Type* t, const Args& args) {
  Exception* e = new Exception(t);
  Value held(e);
  e->dict = in.dict();
  e->args = in.tuple({args.positional.begin(), args.positional.end()});
  return held;
}

bool init(Interp& in, const Value& self, const Args& args) {
  Exception* e = cast<Exception>(self);
  if (!args.keywords.empty()) {
    std::string name = e->type->name;
    if (e->type->is_subclass(in.type_named("ImportError"))) {
      for (const Keyword& k : args.keywords) e->dict->set(in, k.name, k.value);
    } else if (e->type->is_subclass(in.type_named("AttributeError")) || e->type->is_subclass(in.type_named("NameError"))) {
      for (const Keyword& k : args.keywords) e->dict->set(in, k.name, k.value);
    } else {
      in.raise("TypeError", name + "() takes no keyword arguments");
      return false;
    }
  }
  e->args = in.tuple({args.positional.begin(), args.positional.end()});
  return true;
}

std::optional<std::string> text(Interp& in, const Value& self) {
  std::span<const Value> args = in.items(cast<Exception>(self)->args);
  if (args.empty()) return "";
  if (args.size() == 1) return in.str(args[0]);
  return in.repr(cast<Exception>(self)->args);
}

std::optional<std::string> show(Interp& in, const Value& self) {
  std::span<const Value> args = in.items(cast<Exception>(self)->args);
  std::string s = self.object()->type->name + "(";
  for (size_t i = 0; i < args.size(); ++i) {
    std::optional<std::string> r = in.repr(args[i]);
    if (!r) return std::nullopt;
    s += (i ? ", " : "") + *r;
  }
  return s + ")";
}

// str(KeyError('a')) is the key's repr.
std::optional<std::string> key_text(Interp& in, const Value& self) {
  std::span<const Value> args = in.items(cast<Exception>(self)->args);
  if (args.size() == 1) return in.repr(args[0]);
  return text(in, self);
}

// OSError(2, ...) is a FileNotFoundError.
Value os_make(Interp& in, Type* t, const Args& args) {
  struct Kind { int64_t number; const char* name; };
  constexpr Kind kKinds[] = {{1, "PermissionError"}, {2, "FileNotFoundError"}, {3, "ProcessLookupError"}, {4, "InterruptedError"}, {11, "BlockingIOError"}, {13, "PermissionError"}, {17, "FileExistsError"},
                             {20, "NotADirectoryError"}, {21, "IsADirectoryError"}, {32, "BrokenPipeError"}, {103, "ConnectionAbortedError"}, {104, "ConnectionResetError"}, {110, "TimeoutError"}, {111, "ConnectionRefusedError"}};
  if (t == in.type_named("OSError") && args.positional.size() >= 2 && args.positional[0].is_int())
    for (const Kind& k : kKinds)
      if (args.positional[0].integer() == k.number) t = in.type_named(k.name);
  return make(in, t, args);
}

// The file is no argument: OSError(2, 'a', 'x').args is (2, 'a').
bool os_init(Interp& in, const Value& self, const Args& args) {
  if (!init(in, self, args)) return false;
  Exception* e = cast<Exception>(self);
  if (args.positional.size() < 3 || args.positional.size() > 5) return true;
  e->dict->set(in, "__file", args.positional[2]);
  if (args.positional.size() == 5) e->dict->set(in, "__file2", args.positional[4]);
  e->args = in.tuple({args.positional[0], args.positional[1]});
  return true;
}

// OSError(2, 'No such file or directory', 'x') reads "[Errno 2] No such file or directory: 'x'".
std::optional<std::string> os_text(Interp& in, const Value& self) {
  std::span<const Value> args = in.items(cast<Exception>(self)->args);
  if (args.size() != 2) return text(in, self);
  std::optional<std::string> number = in.str(args[0]), what = in.str(args[1]);
  if (!number || !what) return std::nullopt;
  std::string s = "[Errno " + *number + "] " + *what;
  if (const Value name = cast<Exception>(self)->dict->get("__file"); name && !name.is_none()) {
    std::optional<std::string> file = in.repr(name);
    if (!file) return std::nullopt;
    s += ": " + *file;
  }
  return s;
}

std::optional<std::string> syntax_text(Interp& in, const Value& self) {
  Exception* e = cast<Exception>(self);
  std::span<const Value> args = in.items(e->args);
  if (args.empty()) return "None";
  std::optional<std::string> s = in.str(args[0]);
  if (!s) return s;
  Value file = e->dict->get("filename"), line = e->dict->get("lineno");
  if (line && !line.is_none()) {
    std::string name = file && !file.is_none() ? in.str(file).value_or("") : "";
    name = name.substr(name.rfind('/') + 1);
    *s += name.empty() ? " (line " : " (" + name + ", line ";
    *s += in.str(line).value_or("") + ")";
  }
  return s;
}

bool group_init(Interp& in, const Value& self, const Args& args) {
  Exception* e = cast<Exception>(self);
  std::string name = e->type->name;
  if (args.positional.size() != 2) {
    in.raise("TypeError", "BaseExceptionGroup.__new__() takes exactly 2 arguments (" + std::to_string(args.positional.size()) + " given)");
    return false;
  }
  if (!in.as_str(args.positional[0])) {
    in.raise("TypeError", "argument 1 must be str, not " + type_name(in, args.positional[0]));
    return false;
  }
  if (!in.is_sequence(args.positional[1])) {
    in.raise("TypeError", "second argument (exceptions) must be a sequence");
    return false;
  }
  std::span<const Value> items = in.items(args.positional[1]);
  if (items.empty()) {
    in.raise("ValueError", "second argument (exceptions) must be a non-empty sequence");
    return false;
  }
  for (size_t i = 0; i < items.size(); ++i)
    if (!cast<Exception>(items[i])) {
      in.raise("ValueError", "Item " + std::to_string(i) + " of second argument (exceptions) is not an exception");
      return false;
    }
  e->args = in.tuple({args.positional.begin(), args.positional.end()});
  e->dict->set(in, "message", args.positional[0]);
  e->dict->set(in, "exceptions", in.tuple({items.begin(), items.end()}));
  return true;
}

std::optional<std::string> group_text(Interp& in, const Value& self) {
  Exception* e = cast<Exception>(self);
  std::span<const Value> args = in.items(e->args);
  if (args.size() != 2) return text(in, self);
  size_t n = in.items(args[1]).size();
  return std::string(in.as_str(args[0]).value_or("")) + " (" + std::to_string(n) + " sub-exception" + (n == 1 ? "" : "s") + ")";
}

// A group like `self` of other exceptions; a null list: none.
Value derive(Interp& in, const Value& self, std::vector<Value> exceptions) {
  if (exceptions.empty()) return Value::none();
  Value made = in.call(Value(in.type_of(self)), {in.get_attr(self, "message"), in.list(std::move(exceptions))});
  Exception *from = cast<Exception>(self), *to = cast<Exception>(made);
  if (to) {
    to->traceback = from->traceback;
    to->cause = from->cause;
    to->context = from->context;
    to->suppress_context = from->suppress_context;
  }
  return made;
}

// (what matches, the rest), each None if empty.
Value split(Interp& in, const Value& self, const Value& wanted) {
  bool ok = true;
  auto fits = [&](const Value& e) {
    if (!cast<Type>(wanted) && !cast<Tuple>(wanted) && in.callable(wanted)) {
      Value r = in.call(wanted, {e});
      return r && in.truth(r).value_or(false);
    }
    return matches_exception(in, e, wanted, &ok);
  };
  if (fits(self)) return in.tuple({self, Value::none()});
  if (!ok || in.pending()) return {};
  if (!in.type_of(self)->is_subclass(in.type_named("BaseExceptionGroup"))) return in.tuple({Value::none(), self});
  std::vector<Value> match, rest;
  Value all = in.get_attr(self, "exceptions");
  for (const Value& e : in.items(all)) {
    Value parts = split(in, e, wanted);
    if (!parts) return {};
    if (!in.items(parts)[0].is_none()) match.push_back(in.items(parts)[0]);
    if (!in.items(parts)[1].is_none()) rest.push_back(in.items(parts)[1]);
  }
  Value a = derive(in, self, std::move(match)), b = derive(in, self, std::move(rest));
  return a && b ? in.tuple({a, b}) : Value();
}

struct Name { const char *name, *base; };
constexpr Name kNames[] = {
    {"SystemExit", "BaseException"}, {"KeyboardInterrupt", "BaseException"}, {"GeneratorExit", "BaseException"}, {"BaseExceptionGroup", "BaseException"},
    {"StopIteration", "Exception"}, {"StopAsyncIteration", "Exception"}, {"ArithmeticError", "Exception"}, {"FloatingPointError", "ArithmeticError"},
    {"OverflowError", "ArithmeticError"}, {"ZeroDivisionError", "ArithmeticError"}, {"AssertionError", "Exception"}, {"AttributeError", "Exception"},
    {"BufferError", "Exception"}, {"EOFError", "Exception"}, {"ImportError", "Exception"}, {"ModuleNotFoundError", "ImportError"},
    {"LookupError", "Exception"}, {"IndexError", "LookupError"}, {"KeyError", "LookupError"}, {"MemoryError", "Exception"}, {"NameError", "Exception"},
    {"UnboundLocalError", "NameError"}, {"OSError", "Exception"}, {"BlockingIOError", "OSError"}, {"ChildProcessError", "OSError"},
    {"ConnectionError", "OSError"}, {"BrokenPipeError", "ConnectionError"}, {"ConnectionAbortedError", "ConnectionError"},
    {"ConnectionRefusedError", "ConnectionError"}, {"ConnectionResetError", "ConnectionError"}, {"FileExistsError", "OSError"},
    {"FileNotFoundError", "OSError"}, {"InterruptedError", "OSError"}, {"IsADirectoryError", "OSError"}, {"NotADirectoryError", "OSError"},
    {"PermissionError", "OSError"}, {"ProcessLookupError", "OSError"}, {"TimeoutError", "OSError"}, {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"}, {"NotImplementedError", "RuntimeError"}, {"RecursionError", "RuntimeError"}, {"SyntaxError", "Exception"},
    {"IndentationError", "SyntaxError"}, {"TabError", "IndentationError"}, {"SystemError", "Exception"}, {"TypeError", "Exception"},
    {"ValueError", "Exception"}, {"UnicodeError", "ValueError"}, {"UnicodeDecodeError", "UnicodeError"}, {"UnicodeEncodeError", "UnicodeError"},
    {"UnicodeTranslateError", "UnicodeError"}, {"Warning", "Exception"}, {"DeprecationWarning", "Warning"}, {"PendingDeprecationWarning", "Warning"},
    {"UserWarning", "Warning"}, {"SyntaxWarning", "Warning"}, {"RuntimeWarning", "Warning"}, {"FutureWarning", "Warning"}, {"ImportWarning", "Warning"},
    {"UnicodeWarning", "Warning"}, {"BytesWarning", "Warning"}, {"ResourceWarning", "Warning"}, {"EncodingWarning", "Warning"},
};

}  // namespace

void define_exceptions(Interp& in) {
  Interp::Machine& m = in.machine();
  Type* base = in.new_exception("builtins", "BaseException", {m.t.object});
  base->slots.create = make;
  base->slots.init = init;
  base->slots.str = text;
  base->slots.repr = show;
  m.t.base_exception = m.named["BaseException"] = base;
  m.t.exception = m.named["Exception"] = in.new_exception("builtins", "Exception", {base});
  for (const Name& n : kNames) {
    m.named[n.name] = in.new_exception("builtins", n.name, {m.named[n.base]});
    Slots& s = m.named[n.name]->slots;
    std::string_view name = n.name;
    if (name == "KeyError") s.str = key_text;
    if (name == "OSError") s.str = os_text, s.create = os_make, s.init = os_init;
    if (name == "SyntaxError") s.str = syntax_text;
    if (name == "BaseExceptionGroup") s.init = group_init, s.str = group_text;
  }
  m.named["ExceptionGroup"] = in.new_exception("builtins", "ExceptionGroup", {m.named["BaseExceptionGroup"], m.t.exception});
  Type* group = m.named["BaseExceptionGroup"];
  in.method(group, "split", "self, condition, /", [](Interp& i, Bound& b) { return split(i, b["self"], b["condition"]); });
  in.method(group, "subgroup", "self, condition, /", [](Interp& i, Bound& b) {
    Value parts = split(i, b["self"], b["condition"]);
    return parts ? i.items(parts)[0] : Value();
  });
  in.method(group, "derive", "self, excs, /", [](Interp& i, Bound& b) {
    std::optional<std::vector<Value>> v = i.list_of(b["excs"]);
    return v ? derive(i, b["self"], *v) : Value();
  });
  m.named["EnvironmentError"] = m.named["IOError"] = m.named["OSError"];

  in.property(base, "args", [](Interp&, Bound& b) { return cast<Exception>(b[size_t{0}])->args; },
              [](Interp& i, Bound& b) {
                std::optional<std::vector<Value>> v = i.list_of(b[size_t{1}]);
                if (!v) return Value();
                cast<Exception>(b[size_t{0}])->args = i.tuple(*v);
                return Value::none();
              });
  auto chained = [&](const char* name, Value Exception::*field) {
    in.property(base, name,
                [field](Interp&, Bound& b) {
                  Value v = cast<Exception>(b[size_t{0}])->*field;
                  return v ? v : Value::none();
                },
                [field](Interp&, Bound& b) {
                  Exception* e = cast<Exception>(b[size_t{0}]);
                  e->*field = b[size_t{1}].is_none() ? Value() : b[size_t{1}];
                  if (field == &Exception::cause) e->suppress_context = true;
                  return Value::none();
                });
  };
  chained("__cause__", &Exception::cause);
  chained("__context__", &Exception::context);
  in.property(base, "__suppress_context__", [](Interp&, Bound& b) { return Value::boolean(cast<Exception>(b[size_t{0}])->suppress_context); },
              [](Interp& i, Bound& b) {
                cast<Exception>(b[size_t{0}])->suppress_context = i.truth(b[size_t{1}]).value_or(false);
                return Value::none();
              });
  in.property(base, "__traceback__", [](Interp& i, Bound& b) { return traceback_value(i, *cast<Exception>(b[size_t{0}])); },
              [](Interp&, Bound& b) {
                if (b[size_t{1}].is_none()) cast<Exception>(b[size_t{0}])->traceback.clear();
                return Value::none();
              });
  in.method(base, "with_traceback", "self, tb", [](Interp&, Bound& b) { return b["self"]; });
  in.method(base, "add_note", "self, note, /", [](Interp& i, Bound& b) {
    if (!i.as_str(b["note"])) return i.raise("TypeError", "note must be a str, not '" + type_name(i, b["note"]) + "'");
    Exception* e = cast<Exception>(b["self"]);
    Value notes = e->dict->get("__notes__");
    if (!notes) e->dict->set(i, "__notes__", notes = i.list({}));
    if (List* l = cast<List>(notes)) l->items.push_back(b["note"]);
    return Value::none();
  });
  in.property(in.type_named("StopIteration"), "value", [](Interp& i, Bound& b) {
    std::span<const Value> args = i.items(cast<Exception>(b[size_t{0}])->args);
    return args.empty() ? Value::none() : args[0];
  });
  in.property(in.type_named("SystemExit"), "code", [](Interp& i, Bound& b) {
    std::span<const Value> args = i.items(cast<Exception>(b[size_t{0}])->args);
    return args.empty() ? Value::none() : args.size() == 1 ? args[0] : cast<Exception>(b[size_t{0}])->args;
  });
  auto os_field = [&](const char* name, size_t index) {
    in.property(in.type_named("OSError"), name, [index](Interp& i, Bound& b) {
      std::span<const Value> args = i.items(cast<Exception>(b[size_t{0}])->args);
      return args.size() >= 2 && index < args.size() ? args[index] : Value::none();
    });
  };
  os_field("errno", 0);
  os_field("strerror", 1);
  for (const auto& [name, key] : {std::pair{"filename", "__file"}, {"filename2", "__file2"}})
    in.property(in.type_named("OSError"), name, [key = std::string(key)](Interp&, Bound& b) {
      const Value file = cast<Exception>(b[size_t{0}])->dict->get(key);
      return file ? file : Value::none();
    });
  auto absent = [&](const char* type, const char* name) { cast<Dict>(in.type_named(type)->dict)->set(in, name, Value::none()); };
  absent("ImportError", "name");
  absent("ImportError", "path");
  absent("AttributeError", "name");
  absent("AttributeError", "obj");
  absent("NameError", "name");
  absent("SyntaxError", "filename");
  absent("SyntaxError", "lineno");
  absent("SyntaxError", "offset");
  absent("SyntaxError", "text");
  in.property(in.type_named("SyntaxError"), "msg", [](Interp& i, Bound& b) {
    std::span<const Value> args = i.items(cast<Exception>(b[size_t{0}])->args);
    return args.empty() ? Value::none() : args[0];
  });
  in.property(in.type_named("ImportError"), "msg", [](Interp& i, Bound& b) {
    std::span<const Value> args = i.items(cast<Exception>(b[size_t{0}])->args);
    return args.empty() ? Value::none() : args[0];
  });
}

// What an `except*` clause takes of an exception, as a group, and what it leaves.
void define_group_split(Interp& in) {
  define(in, "__split_group__", "e, wanted", [](Interp& i, Bound& b) {
    Value e = b["e"];
    if (i.type_of(e)->is_subclass(i.type_named("BaseExceptionGroup"))) return split(i, e, b["wanted"]);
    bool ok = true;
    if (!matches_exception(i, e, b["wanted"], &ok)) return ok ? i.tuple({Value::none(), e}) : Value();
    Value group = i.call(Value(i.type_named("ExceptionGroup")), {i.str_value(""), i.list({e})});
    return group ? i.tuple({group, Value::none()}) : Value();
  });
}

bool matches_exception(Interp& in, const Value& exception, const Value& wanted, bool* ok) {
  *ok = true;
  Type* t = cast<Type>(wanted);
  if (t && t->is_subclass(in.machine().t.base_exception)) return in.type_of(exception)->is_subclass(t);
  if (Tuple* many = cast<Tuple>(wanted)) {
    for (const Value& w : many->items) {
      bool found = matches_exception(in, exception, w, ok);
      if (!*ok || found) return found;
    }
    return false;
  }
  in.raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  *ok = false;
  return false;
}

}  // namespace misfit::py
