// Looking at objects: types, attributes, namespaces, identity.
#include <algorithm>

#include "python/machine.h"

namespace misfit::py {
namespace {

std::optional<bool> instance_of(Interp& in, const Value& v, const Value& cls, bool subclass) {
  if (Tuple* many = cast<Tuple>(cls)) {
    for (const Value& c : std::vector<Value>(many->items)) {
      std::optional<bool> r = instance_of(in, v, c, subclass);
      if (!r || *r) return r;
    }
    return false;
  }
  if (cls.is_object())
    if (Type* meta = in.type_of(cls); meta->heap || !cast<Type>(cls))
      if (Value check = meta->lookup(subclass ? "__subclasscheck__" : "__instancecheck__")) {
        Value r = in.call(check, {cls, v});
        if (!r) return std::nullopt;
        return in.truth(r);
      }
  Type* t = cast<Type>(cls);
  if (!t) {
    if (type_name(in, cls) == "UnionType") {
      Value args = in.get_attr(cls, "__args__");
      return instance_of(in, v, args, subclass);
    }
    in.raise("TypeError", subclass ? "issubclass() arg 2 must be a class, a tuple of classes, or a union" : "isinstance() arg 2 must be a type, a tuple of types, or a union");
    return std::nullopt;
  }
  if (!subclass && in.is_instance(v, t)) return true;
  if (subclass && cast<Type>(v) && cast<Type>(v)->is_subclass(t)) return true;
  return false;
}

Value no_name(Interp& in, const char* function, const Value& v) {
  (void)function;
  return in.raise("TypeError", "attribute name must be string, not '" + type_name(in, v) + "'");
}

Value locals(Interp& in) {
  auto& frames = in.machine().frames;
  if (frames.empty()) return Value(in.dict());
  Frame& f = *frames.back();
  if (f.names) return f.names;
  if (f.code->is_module) return f.globals;
  Ref<Dict> d = in.dict();
  for (uint32_t i = 0; i < f.code->slots.size(); ++i)
    if (f.code->slots[i][0] != '.')
      if (Value v = f.get(i)) d->set(in, f.code->slots[i], v);
  return d;
}

}  // namespace

void define_object_builtins(Interp& in) {
  define(in, "isinstance", "~obj, cls, /", [](Interp& i, Bound& b) {
    std::optional<bool> r = instance_of(i, b["obj"], b["cls"], false);
    return r ? Value::boolean(*r) : Value();
  });
  define(in, "issubclass", "~cls, parent, /", [](Interp& i, Bound& b) {
    if (!cast<Type>(b["cls"])) return i.raise("TypeError", "issubclass() arg 1 must be a class");
    std::optional<bool> r = instance_of(i, b["cls"], b["parent"], true);
    return r ? Value::boolean(*r) : Value();
  });
  define(in, "callable", "!obj, /", [](Interp& i, Bound& b) { return Value::boolean(i.callable(b["obj"])); });
  define(in, "id", "!obj, /", [](Interp&, Bound& b) {
    const Value& v = b["obj"];
    if (v.is_object()) return Value::integer(static_cast<int64_t>(reinterpret_cast<uintptr_t>(v.object())));
    return Value::integer(0x10000 + static_cast<int64_t>(v.tag()) * 0x100000 + (v.is_float() ? static_cast<int64_t>(v.number() * 1000) : v.is_none() ? 0 : v.integer() * 32));
  });
  define(in, "hash", "!obj, /", [](Interp& i, Bound& b) {
    std::optional<int64_t> h = i.hash(b["obj"]);
    return h ? Value::integer(*h) : Value();
  });
  define(in, "getattr", "~obj, name, default=..., /", [](Interp& i, Bound& b) {
    auto name = i.as_str(b["name"]);
    if (!name) return no_name(i, "getattr", b["name"]);
    if (!b["default"]) return i.get_attr(b["obj"], *name);
    Value v = i.find_attr(b["obj"], *name);
    return v || i.pending() ? v : b["default"];
  });
  define(in, "setattr", "~obj, name, value, /", [](Interp& i, Bound& b) {
    auto name = i.as_str(b["name"]);
    if (!name) return no_name(i, "setattr", b["name"]);
    return i.set_attr(b["obj"], *name, b["value"]) ? Value::none() : Value();
  });
  define(in, "delattr", "~obj, name, /", [](Interp& i, Bound& b) {
    auto name = i.as_str(b["name"]);
    if (!name) return no_name(i, "delattr", b["name"]);
    return i.set_attr(b["obj"], *name, {}) ? Value::none() : Value();
  });
  define(in, "hasattr", "~obj, name, /", [](Interp& i, Bound& b) {
    auto name = i.as_str(b["name"]);
    if (!name) return no_name(i, "hasattr", b["name"]);
    Value v = i.find_attr(b["obj"], *name);
    return v || !i.pending() ? Value::boolean(bool(v)) : Value();
  });
  define(in, "dir", "~obj=..., /", [](Interp& i, Bound& b) {
    std::vector<std::string> names;
    if (!b["obj"]) {
      for (const Dict::Entry& e : cast<Dict>(locals(i))->entries)
        if (Str* s = cast<Str>(e.key); s && s->text[0] != '.') names.push_back(s->text);
    } else {
      auto slot = i.type_of(b["obj"])->slots.dir;
      std::optional<std::vector<std::string>> d = slot ? slot(i, b["obj"]) : dir_of(i, b["obj"]);
      if (!d) return Value();
      names = *d;
    }
    std::sort(names.begin(), names.end());
    std::vector<Value> v;
    for (std::string& n : names) v.push_back(i.str_value(std::move(n)));
    return i.list(std::move(v));
  });
  define(in, "vars", "~obj=..., /", [](Interp& i, Bound& b) {
    if (!b["obj"]) return locals(i);
    Value d = i.find_attr(b["obj"], "__dict__");
    return d || i.pending() ? d : i.raise("TypeError", "vars() argument must have __dict__ attribute");
  });
  define(in, "locals", "!", [](Interp& i, Bound&) { return locals(i); });
  define(in, "globals", "!", [](Interp& i, Bound&) {
    auto& frames = i.machine().frames;
    return frames.empty() ? Value(i.dict()) : Value(frames.back()->globals);
  });
}

}  // namespace misfit::py
