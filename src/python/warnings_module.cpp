// The warnings module.
#include "python/machine.h"

namespace misfit::py {
namespace {

struct Catcher : Instance {
  static constexpr Kind kind{"catch_warnings", &Instance::kind};
  explicit Catcher(Type* t) : Instance(kind, t) {}
  std::vector<Interp::Machine::WarningFilter> filters;
  Value recorder, action;
  bool record = false;
  void clear() override {
    recorder = action = {};
    Instance::clear();
  }
};

bool add_filter(Interp& in, const Value& action, const Value& category, const std::string& message, bool append) {
  std::string a(in.as_str(action).value_or("default"));
  bool known = false;
  for (const char* k : {"error", "ignore", "always", "default", "module", "once"}) known = known || a == k;
  if (!known) {
    in.raise("AssertionError", "invalid action: " + in.repr(action).value_or(""));
    return false;
  }
  Interp::Machine& m = in.machine();
  auto add = [&](Type* t) { m.filters.insert(append ? m.filters.end() : m.filters.begin(), {a, message, t}); };
  if (Tuple* many = cast<Tuple>(category)) {
    for (const Value& v : many->items)
      if (Type* t = cast<Type>(v)) add(t);
  } else if (Type* t = cast<Type>(category)) {
    add(t);
  } else {
    add(in.type_named("Warning"));
  }
  return true;
}

}  // namespace

void define_warnings_module(Interp& in) {
  in.register_module("warnings", [](Interp& i, Module& m) {
    auto add = [&](const char* name, const char* signature, NativeFunction f) { i.set(m, name, i.builtin(name, signature, std::move(f), "warnings")); };
    add("warn", "message, category=None, stacklevel=1, source=None", [](Interp& n, Bound& b) {
      Exception* e = cast<Exception>(b["message"]);
      Type* t = e ? e->type : cast<Type>(b["category"]);
      if (!b["category"].is_none() && (!t || !t->is_subclass(n.type_named("Warning"))))
        return n.raise("TypeError", "category must be a Warning subclass, not '" + type_name(n, b["category"]) + "'");
      if (!t) t = n.type_named("UserWarning");
      std::optional<std::string> text = n.str(b["message"]);
      if (!text) return Value();
      return warn_at(n, t, *text, e ? b["message"] : Value()) ? Value::none() : Value();
    });
    add("filterwarnings", "action, message='', category=None, module='', lineno=0, append=False", [](Interp& n, Bound& b) {
      return add_filter(n, b["action"], b["category"], std::string(n.as_str(b["message"]).value_or("")), n.truth(b["append"]).value_or(false)) ? Value::none() : Value();
    });
    add("simplefilter", "action, category=None, lineno=0, append=False", [](Interp& n, Bound& b) {
      return add_filter(n, b["action"], b["category"], "", n.truth(b["append"]).value_or(false)) ? Value::none() : Value();
    });
    add("resetwarnings", "", [](Interp& n, Bound&) {
      n.machine().filters.clear();
      return Value::none();
    });
    add("formatwarning", "message, category, filename, lineno, line=None", [](Interp& n, Bound& b) {
      Type* t = cast<Type>(b["category"]);
      return n.str_value(n.str(b["filename"]).value_or("") + ":" + n.str(b["lineno"]).value_or("") + ": " + (t ? t->name : "") + ": " + n.str(b["message"]).value_or("") + "\n");
    });
    Type* t = i.new_type("warnings", "catch_warnings", {}, Catcher::kind);
    t->slots.create = [](Interp& n, Type* type, const Args& args) -> Value {
      Catcher* c = new Catcher(type);
      Value held(c);
      for (const Keyword& k : args.keywords) {
        if (k.name == "record") c->record = n.truth(k.value).value_or(false);
        if (k.name == "action" && !k.value.is_none()) c->action = k.value;
      }
      return held;
    };
    i.method(t, "__enter__", "self", [](Interp& n, Bound& b) {
      Catcher* c = cast<Catcher>(b["self"]);
      Interp::Machine& machine = n.machine();
      c->filters = machine.filters;
      c->recorder = machine.recorder;
      machine.warned.clear();
      if (c->action && !add_filter(n, c->action, {}, "", false)) return Value();
      machine.recorder = c->record ? n.list({}) : c->recorder;
      return c->record ? machine.recorder : Value::none();
    });
    i.method(t, "__exit__", "self, *args", [](Interp& n, Bound& b) {
      Catcher* c = cast<Catcher>(b["self"]);
      n.machine().filters = c->filters;
      n.machine().recorder = c->recorder;
      return Value::none();
    });
    i.set(m, "catch_warnings", Value(t));
    return true;
  });
}

}  // namespace misfit::py
