// Attribute lookup: descriptors, instances, classes, modules.
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {

std::string type_name(Interp& in, const Value& v) {
  const Type* t = in.type_of(v);
  return t->shown.empty() ? t->name : t->shown;
}

Type* Interp::type_of(const Value& v) const {
  const Machine::Types& t = machine_->t;
  switch (v.tag()) {
    case Value::Tag::kNull:
    case Value::Tag::kNone: return t.none;
    case Value::Tag::kBool: return t.boolean;
    case Value::Tag::kInt: return t.integer;
    case Value::Tag::kFloat: return t.floating;
    case Value::Tag::kObject: return v.object()->type;
  }
  return t.none;
}

Ref<Dict> attributes_of(Interp& in, const Value& v, bool make) {
  Object* o = v.object();
  if (!o) return {};
  if (Instance* i = cast<Instance>(v)) {
    if (!i->dict && make && o->type->has_dict) i->dict = in.dict();
    return i->dict;
  }
  if (Module* m = cast<Module>(v)) return m->dict;
  if (!o->type->heap) return {};
  auto& dicts = in.machine().side_dicts;
  auto it = dicts.find(o);
  if (it != dicts.end()) return it->second;
  if (!make || !o->type->has_dict) return {};
  o->side_dict = true;
  return dicts[o] = in.dict();
}

// A class attribute as `self.name` sees it. A null `self` is access through the class itself.
Value bind_attribute(Interp& in, const Value& a, const Value& self, Type* owner) {
  Object* o = a.object();
  if (!o) return a;
  const Kind* k = o->native;
  if (k == &Function::kind || k == &Builtin::kind) return self ? Value(new Method(in.machine().t.method, a, self)) : a;
  if (k == &StaticMethod::kind) return static_cast<StaticMethod*>(o)->function;
  if (k == &ClassMethod::kind) {
    Value f = static_cast<ClassMethod*>(o)->function;
    if (Property* p = cast<Property>(f)) return p->getter ? in.call(p->getter, {Value(owner)}) : f;
    return new Method(in.machine().t.method, f, Value(owner));
  }
  if (Property* p = cast<Property>(a)) {
    if (!self) return a;
    if (!p->getter) return in.raise("AttributeError", "unreadable attribute");
    return in.call(p->getter, {self});
  }
  if (o->type->heap || o->type->lookup("__get__"))
    if (Value get = o->type->lookup("__get__")) return in.call(get, {a, self ? self : Value::none(), Value(owner)});
  return a;
}

static bool is_data_descriptor(const Value& a) {
  Object* o = a.object();
  if (!o) return false;
  if (o->native == &Property::kind) return true;
  if (o->native == &Function::kind || o->native == &Builtin::kind || !o->type->heap) return false;
  return o->type->lookup("__set__") && (o->type->lookup("__get__") || true);
}

// The first class of the mro that has the attribute, in its dict or as a slot.
static Value type_lookup(Interp& in, Type* t, std::string_view name) {
  if (Value v = t->lookup(name)) return v;
  if (name.size() > 4 && name.substr(0, 2) == "__")
    for (Type* c : t->mro)
      if (!c->heap)
        if (Value v = slot_wrapper(in, c, name)) return v;
  return {};
}

Value object_attribute(Interp& in, const Value& self, std::string_view name) {
  Type* t = in.type_of(self);
  Value attribute = t->lookup(name);
  if (attribute && is_data_descriptor(attribute)) {
    Object* o = attribute.object();
    if (Property* p = cast<Property>(attribute); p && !p->getter) {
      return in.raise("AttributeError", "property '" + std::string(name) + "' of '" + t->qualname + "' object has no getter");
    }
    if (o->native == &Property::kind || o->type->lookup("__get__")) return bind_attribute(in, attribute, self, t);
  }
  if (Ref<Dict> d = attributes_of(in, self, false))
    if (Value v = d->get(name)) return v;
  if (attribute) return bind_attribute(in, attribute, self, t);
  if (name == "__class__") return Value(t);
  if (name == "__dict__") {
    if (t->slots_only) return {};
    if (Ref<Dict> d = attributes_of(in, self, true)) return d;
    return {};
  }
  if (name == "__doc__") {
    for (Type* c : t->mro) {
      if (Value doc = cast<Dict>(c->dict)->get("__doc__")) return doc;
      break;
    }
    return t->doc.empty() ? Value::none() : in.str_value(t->doc);
  }
  if (name == "__module__") return in.str_value(t->module);
  if (name.size() > 4 && name.substr(0, 2) == "__")
    if (Value w = type_lookup(in, t, name)) return bind_attribute(in, w, self, t);
  return {};
}

Value type_attribute(Interp& in, Type* t, std::string_view name) {
  Type* meta = t->type;
  Value of_meta = meta->lookup(name);
  if (of_meta && is_data_descriptor(of_meta)) return bind_attribute(in, of_meta, Value(t), meta);
  if (Value v = t->lookup(name)) return bind_attribute(in, v, Value(), t);
  if (of_meta) return bind_attribute(in, of_meta, Value(t), meta);
  if (name == "__name__") return in.str_value(t->name);
  if (name == "__qualname__") return in.str_value(t->qualname);
  if (name == "__module__") return in.str_value(t->module);
  if (name == "__doc__") return t->doc.empty() ? Value::none() : in.str_value(t->doc);
  if (name == "__dict__") return t->dict;
  if (name == "__class__") return Value(meta);
  if (name == "__annotations__") {
    if (!t->heap) return {};
    Value made = in.dict();
    cast<Dict>(t->dict)->set(in, "__annotations__", made);
    return made;
  }
  if (name == "__mro__" || name == "__bases__") {
    std::vector<Value> v;
    for (Type* b : name == "__mro__" ? t->mro : t->bases) v.push_back(Value(b));
    return in.tuple(std::move(v));
  }
  if (name == "__base__") return t->bases.empty() ? Value::none() : Value(t->bases[0]);
  if (name.size() > 4 && name.substr(0, 2) == "__") {
    for (Type* c : t->mro)
      if (!c->heap)
        if (Value v = slot_wrapper(in, c, name)) return v;
    if (Value v = slot_wrapper(in, meta, name)) return bind_attribute(in, v, Value(t), meta);
  }
  return {};
}

static Value missing_attribute(Interp& in, const Value& v, std::string_view name) {
  std::string n(name), text;
  if (Type* t = cast<Type>(v)) text = "type object '" + t->name + "' has no attribute '" + n + "'";
  else if (Module* m = cast<Module>(v)) text = "module '" + m->name + "' has no attribute '" + n + "'";
  else text = "'" + type_name(in, v) + "' object has no attribute '" + n + "'";
  in.raise("AttributeError", text);
  Ref<Exception> e = in.take();
  if (!e) return {};
  e->dict->set(in, "name", in.str_value(n));
  e->dict->set(in, "obj", v);
  return in.raise_object(e);
}

static Value lookup_attribute(Interp& in, const Value& v, std::string_view name) {
  Type* t = in.type_of(v);
  if (t->slots.getattr)
    if (Value found = t->slots.getattr(in, v, name); found || in.pending()) return found;
  if (t->heap && v.is_object())
    if (Value custom = t->lookup("__getattribute__"); cast<Function>(custom)) return in.call(custom, {v, in.str_value(std::string(name))});
  if (Type* cls = cast<Type>(v)) return type_attribute(in, cls, name);
  if (Module* m = cast<Module>(v)) {
    if (Value found = m->dict->get(name)) return found;
    if (name == "__name__") return in.str_value(m->name);
    if (name == "__dict__") return m->dict;
    if (name == "__class__") return Value(t);
    if (name == "__doc__") return Value::none();
    if (Value hook = m->dict->get("__getattr__")) return in.call(hook, {in.str_value(std::string(name))});
    return {};
  }
  return object_attribute(in, v, name);
}

// `raise`: an absent attribute is an AttributeError; else null with nothing pending.
static Value attribute(Interp& in, const Value& v, std::string_view name, bool raise) {
  if (Value found = lookup_attribute(in, v, name)) return found;
  Type* t = in.type_of(v);
  Ref<Exception> first;
  if (in.pending()) {
    if (in.stopped()) return {};
    first = in.take();
    if (!first->type->is_subclass(in.type_named("AttributeError"))) return in.raise_object(first);
  }
  if (Value hook = t->lookup("__getattr__")) {
    Value found = in.call(hook, {v, in.str_value(std::string(name))});
    if (found || raise || !in.pending() || in.stopped()) return found;
    Ref<Exception> e = in.take();
    return e->type->is_subclass(in.type_named("AttributeError")) ? Value() : in.raise_object(e);
  }
  if (!raise) return {};
  if (first) return in.raise_object(first);
  return missing_attribute(in, v, name);
}

Value Interp::get_attr(const Value& v, std::string_view name) {
  // The usual case first: a plain instance's own attribute.
  return attribute(*this, v, name, true);
}
Value Interp::find_attr(const Value& v, std::string_view name) { return attribute(*this, v, name, false); }

Value find_special(Interp& in, const Value& v, std::string_view dunder) {
  Type* t = in.type_of(v);
  Value a = type_lookup(in, t, dunder);
  return a ? bind_attribute(in, a, v, t) : Value();
}

static bool set_in_class(Interp& in, Type& cls, std::string_view name, const Value& value) {
  if (!cls.heap && !in.machine().frames.empty()) {
    in.raise("TypeError", "cannot set '" + std::string(name) + "' attribute of immutable type '" + cls.name + "'");
    return false;
  }
  Dict* d = cast<Dict>(cls.dict);
  if (name == "__name__" && value && in.as_str(value)) cls.name = std::string(*in.as_str(value));
  if (name == "__qualname__" && value && in.as_str(value)) cls.qualname = std::string(*in.as_str(value));
  if (name == "__doc__" && value && in.as_str(value)) cls.doc = std::string(*in.as_str(value));
  if (value) d->set(in, name, value);
  else if (!d->erase(name)) {
    missing_attribute(in, Value(&cls), name);
    return false;
  }
  if (name.substr(0, 2) == "__") update_slots(in, cls);
  return true;
}

bool object_set_attribute(Interp& in, const Value& self, std::string_view name, const Value& value) {
  Type* t = in.type_of(self);
  Value attribute = t->lookup(name);
  if (Object* o = attribute.object()) {
    if (Property* p = cast<Property>(attribute)) {
      const Value& f = value ? p->setter : p->deleter;
      if (!f) {
        in.raise("AttributeError", "property '" + std::string(name) + "' of '" + t->qualname + "' object has no " + (value ? "setter" : "deleter"));
        return false;
      }
      return bool(value ? in.call(f, {self, value}) : in.call(f, {self}));
    }
    if (o->type->heap) {
      if (Value f = o->type->lookup(value ? "__set__" : "__delete__")) return bool(value ? in.call(f, {attribute, self, value}) : in.call(f, {attribute, self}));
    }
  }
  if (Type* cls = cast<Type>(self)) return set_in_class(in, *cls, name, value);
  if (name == "__class__" && cast<Type>(value) && self.is_object()) {
    self.object()->type = cast<Type>(value);
    return true;
  }
  if (name == "__dict__" && cast<Dict>(value) && cast<Instance>(self)) {
    cast<Instance>(self)->dict = Ref<Dict>(cast<Dict>(value));
    return true;
  }
  if (t->slots_only && value) {
    bool declared = false;
    for (Type* c : t->mro)
      for (const std::string& s : c->slot_names) declared = declared || s == name;
    if (!declared) {
      if (attribute) in.raise("AttributeError", "'" + t->name + "' object attribute '" + std::string(name) + "' is read-only");
      else missing_attribute(in, self, name);
      return false;
    }
  }
  Ref<Dict> d = attributes_of(in, self, true);
  if (!d) {
    if (attribute) in.raise("AttributeError", "'" + t->name + "' object attribute '" + std::string(name) + "' is read-only");
    else missing_attribute(in, self, name);
    return false;
  }
  if (value) {
    d->set(in, name, value);
    return true;
  }
  if (d->erase(name)) return true;
  in.raise("AttributeError", "'" + t->name + "' object has no attribute '" + std::string(name) + "'");
  return false;
}

bool Interp::set_attr(const Value& self, std::string_view name, const Value& value) {
  Type* t = type_of(self);
  if (t->slots.setattr) {
    std::optional<bool> done = t->slots.setattr(*this, self, name, value);
    if (!done) return false;
    if (*done) return true;
  }
  if (Module* m = cast<Module>(self)) {
    if (value) m->dict->set(*this, name, value);
    else if (!m->dict->erase(name)) {
      missing_attribute(*this, self, name);
      return false;
    }
    return true;
  }
  return object_set_attribute(*this, self, name, value);
}

}  // namespace misfit::py
