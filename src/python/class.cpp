// Making classes and their instances.
#include <algorithm>

#include "python/machine.h"

namespace misfit::py {

Value construct(Interp& in, Type* t, const Args& args) {
  Interp::Machine& m = in.machine();
  if (t == m.t.type && args.positional.size() == 1 && args.keywords.empty()) return Value(in.type_of(args.positional[0]));
  if (!t->slots.create) return in.raise("TypeError", "cannot create '" + (t->module == "builtins" ? t->name : t->module + "." + t->name) + "' instances");
  Value made = t->slots.create(in, t, args);
  if (!made) return {};
  if (!in.type_of(made)->is_subclass(t)) return made;
  Type* actual = in.type_of(made);
  if (actual->slots.init && !actual->slots.init(in, made, args)) return {};
  return made;
}

Type* most_derived_meta(Interp& in, Type* meta, const std::vector<Value>& bases) {
  for (const Value& b : bases) {
    Type* t = in.type_of(b);
    if (meta->is_subclass(t)) continue;
    if (t->is_subclass(meta)) {
      meta = t;
      continue;
    }
    in.raise("TypeError", "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
    return nullptr;
  }
  return meta;
}

// The base whose struct the instances get: the one that extends all others.
static Type* layout_base(const std::vector<Type*>& bases) {
  Type* best = bases[0];
  for (Type* b : bases) {
    if (b->instance == &Instance::kind) continue;
    if (best->instance == &Instance::kind) best = b;
    if (b->instance->is(*best->instance)) best = b;
    else if (!best->instance->is(*b->instance)) return nullptr;
  }
  return best;
}

static void take_slots_declaration(Interp& in, Type& t, const Value& declared) {
  if (!declared) return;
  t.slots_only = true;
  for (Type* b : t.bases)
    if (b != in.machine().t.object && !b->slots_only && b->has_dict) t.slots_only = false;
  auto add = [&](const Value& v) {
    if (auto s = in.as_str(v)) {
      bool is_private = s->size() > 2 && s->substr(0, 2) == "__" && s->substr(s->size() - 2) != "__";
      t.slot_names.emplace_back((is_private ? "_" + t.name.substr(std::min(t.name.find_first_not_of('_'), t.name.size())) : "") + std::string(*s));
    }
    return true;
  };
  if (in.as_str(declared)) add(declared);
  else in.for_each(declared, add);
  for (const std::string& s : t.slot_names)
    if (s == "__dict__") t.slots_only = false;
}

Value make_class(Interp& in, Type* meta, std::string name, std::vector<Value> base_values, const Ref<Dict>& space, std::span<const Keyword> keywords) {
  Interp::Machine& m = in.machine();
  std::vector<Type*> bases;
  for (const Value& b : base_values) {
    Type* t = cast<Type>(b);
    if (!t) return in.raise("TypeError", "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
    if (t->final_) return in.raise("TypeError", "type '" + t->name + "' is not an acceptable base type");
    if (std::find(bases.begin(), bases.end(), t) != bases.end()) return in.raise("TypeError", "duplicate base class " + t->name);
    bases.push_back(t);
  }
  if (bases.empty()) bases.push_back(m.t.object);
  Type* layout = layout_base(bases);
  if (!layout) return in.raise("TypeError", "multiple bases have instance lay-out conflict");
  Type* t = new Type(in, "__main__", std::move(name), bases, layout->instance);
  Value held(t);
  m.kept.push_back(Ref<Object>(t));
  t->type = meta;
  t->heap = true;
  Ref<Dict> dict = in.dict();
  for (const Dict::Entry& e : space->entries)
    if (e.key && !dict->insert(in, e.key, e.value)) return {};
  t->dict = dict;
  if (auto q = in.as_str(dict->get("__qualname__"))) t->qualname = std::string(*q);
  dict->erase("__qualname__");
  if (auto q = in.as_str(dict->get("__shown__"))) t->shown = std::string(*q);   // our own texts: what CPython has in C
  dict->erase("__shown__");
  if (auto q = in.as_str(dict->get("__module__"))) t->module = std::string(*q);
  if (auto q = in.as_str(dict->get("__doc__"))) t->doc = std::string(*q);
  Value cell = dict->get("__classcell__");
  dict->erase("__classcell__");
  if (Value f = dict->get("__new__"); cast<Function>(f)) dict->set(in, "__new__", new StaticMethod(m.t.static_method, f));
  for (const char* implicit : {"__init_subclass__", "__class_getitem__"})
    if (Value f = dict->get(implicit); cast<Function>(f)) dict->set(in, implicit, new ClassMethod(m.t.class_method, f));
  if (!linearize(in, *t)) return {};
  for (Type* b : bases) b->subclasses.push_back(t);
  take_slots_declaration(in, *t, dict->get("__slots__"));
  if (!dict->get("__slots__"))
    t->slots_only = false;
  update_slots(in, *t);
  if (Cell* c = cast<Cell>(cell)) c->value = held;

  std::vector<Dict::Entry> entries = dict->entries;
  for (const Dict::Entry& e : entries)
    if (e.key && e.value.is_object() && e.value.object()->type->heap)
      if (Value f = e.value.object()->type->lookup("__set_name__"))
        if (!in.call(f, {e.value, held, e.key})) {
          if (in.stopped()) return {};
          Ref<Exception> cause = in.take();
          in.raise("RuntimeError", "Error calling __set_name__ on '" + type_name(in, e.value) + "' instance '" + std::string(in.as_str(e.key).value_or("")) + "' in '" + t->name + "'");
          Ref<Exception> outer = in.take();
          outer->cause = cause;
          return in.raise_object(outer);
        }
  for (size_t i = 1; i < t->mro.size(); ++i) {
    Value hook = cast<Dict>(t->mro[i]->dict)->get("__init_subclass__");
    if (!hook) continue;
    Value bound = bind_attribute(in, hook, Value(), t);
    if (!in.call(bound, Args{{}, keywords})) return {};
    return held;
  }
  if (!keywords.empty()) return in.raise("TypeError", t->name + ".__init_subclass__() takes no keyword arguments");
  return held;
}

}  // namespace misfit::py
