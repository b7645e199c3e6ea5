// Classes: the order of their ancestors, attribute lookup, and slots inherited.
#include "python/type.h"

#include <algorithm>

#include "python/machine.h"

namespace misfit::py {

Type::Type(Interp& in, std::string m, std::string n, std::vector<Type*> b, const Kind* k)
    : Object(kind, in.machine().t.type), module(std::move(m)), name(std::move(n)), qualname(name), bases(std::move(b)), instance(k) {
  if (in.machine().t.dict) dict = in.dict();
}

void Type::clear() { dict = {}; }

Value Type::lookup(std::string_view attribute) const {
  for (const Type* t : mro)
    if (const Dict* d = cast<Dict>(t->dict))
      if (Value v = d->get(attribute)) return v;
  return {};
}

bool Type::is_subclass(const Type* base) const {
  if (this == base) return true;
  for (const Type* t : mro)
    if (t == base) return true;
  return false;
}

// C3: the ancestors in an order that keeps every class's own order of bases.
bool linearize(Interp& in, Type& type) {
  std::vector<std::vector<Type*>> sequences;
  for (Type* b : type.bases) sequences.push_back(b->mro);
  sequences.push_back(type.bases);
  type.mro = {&type};
  for (;;) {
    std::erase_if(sequences, [](const auto& s) { return s.empty(); });
    if (sequences.empty()) return true;
    Type* next = nullptr;
    for (const auto& s : sequences) {
      Type* candidate = s.front();
      bool blocked = std::any_of(sequences.begin(), sequences.end(), [&](const auto& o) { return std::find(o.begin() + 1, o.end(), candidate) != o.end(); });
      if (!blocked) {
        next = candidate;
        break;
      }
    }
    if (!next) {
      std::string names;
      for (const auto& s : sequences)
        if (names.find(s.front()->name) == std::string::npos) names += (names.empty() ? "" : ", ") + s.front()->name;
      in.raise("TypeError", "Cannot create a consistent method resolution\norder (MRO) for bases " + names);
      return false;
    }
    type.mro.push_back(next);
    for (auto& s : sequences)
      if (s.front() == next) s.erase(s.begin());
  }
}

void inherit_slots(Type& type) {
  for (size_t i = 1; i < type.mro.size(); ++i) {
    const Slots& from = type.mro[i]->slots;
    Slots& to = type.slots;
#define INHERIT(slot) if (!to.slot) to.slot = from.slot
    INHERIT(create); INHERIT(init); INHERIT(call); INHERIT(repr); INHERIT(str); INHERIT(format); INHERIT(hash); INHERIT(truth);
    INHERIT(length); INHERIT(getattr); INHERIT(setattr); INHERIT(getitem); INHERIT(setitem); INHERIT(contains); INHERIT(iter);
    INHERIT(next); INHERIT(binary); INHERIT(inplace); INHERIT(unary); INHERIT(compare); INHERIT(index); INHERIT(to_int);
    INHERIT(to_float); INHERIT(dir);
#undef INHERIT
    if (to.binary_priority == 0) to.binary_priority = from.binary_priority;
    if (type.mro[i]->staged) type.staged = true;
    if (type.mro[i]->sequence) type.sequence = true;
  }
}

Type* Interp::new_type(std::string module, std::string name, std::vector<Type*> bases, const Kind& instance) {
  Machine& m = machine();
  if (bases.empty() && m.t.object) bases = {m.t.object};
  Type* t = new Type(*this, std::move(module), std::move(name), std::move(bases), &instance);
  m.kept.push_back(Ref<Object>(t));
  ENSURE(linearize(*this, *t));
  inherit_slots(*t);
  for (Type* b : t->bases) b->subclasses.push_back(t);
  return t;
}

Type* Interp::new_exception(std::string module, std::string name, std::vector<Type*> bases) {
  return new_type(std::move(module), std::move(name), std::move(bases), Exception::kind);
}

void Interp::method(Type* t, std::string_view name, std::string_view signature, NativeFunction f) {
  Dict* d = cast<Dict>(t->dict);
  // Called through the class, it must not be handed a stranger.
  NativeFunction checked = [t, word = std::string(name), f = std::move(f)](Interp& in, Bound& b) {
    const Value& self = b[0];
    if (!in.type_of(self)->is_subclass(t) && !(cast<Type>(self) && cast<Type>(self)->is_subclass(t)))
      return in.raise("TypeError", "descriptor '" + word + "' for '" + t->name + "' objects doesn't apply to a '" + in.type_of(self)->name + "' object");
    return f(in, b);
  };
  Value made = builtin(std::string(name), signature, std::move(checked), t->module, t->qualname + "." + std::string(name));
  if (t->module == "builtins") made.object()->type = machine().t.method_descriptor;
  d->set(*this, name, made);
  if (name.substr(0, 2) == "__") dunder_defined(*t, name);
}

void Interp::static_method(Type* t, std::string_view name, std::string_view signature, NativeFunction f) {
  Value function = builtin(std::string(name), signature, std::move(f), t->module, t->qualname + "." + std::string(name));
  cast<Dict>(t->dict)->set(*this, name, new StaticMethod(machine().t.static_method, function));
}

void Interp::class_method(Type* t, std::string_view name, std::string_view signature, NativeFunction f) {
  Value function = builtin(std::string(name), signature, std::move(f), t->module, t->qualname + "." + std::string(name));
  cast<Dict>(t->dict)->set(*this, name, new ClassMethod(machine().t.class_method, function));
}

void Interp::property(Type* t, std::string_view name, NativeFunction getter, NativeFunction setter) {
  Property* p = new Property(machine().t.property);
  Value held(p);
  p->getter = builtin(std::string(name), "self", std::move(getter), t->module);
  if (setter) p->setter = builtin(std::string(name), "self, value", std::move(setter), t->module);
  cast<Dict>(t->dict)->set(*this, name, held);
}

}  // namespace misfit::py
