// property(), with getter, setter and deleter as decorators; and super().
#include "python/machine.h"

namespace misfit::py {
namespace {

struct Super : Object {
  static constexpr Kind kind{"super"};
  Super(Type* t, Type* s, Value o) : Object(kind, t), start(s), self(std::move(o)) {}
  Type* start;
  Value self;
  void clear() override { self = {}; }
};

Value property_create(Interp& in, Type* t, const Args& args) {
  static thread_local constexpr const char* kNames[] = {"fget", "fset", "fdel", "doc"};
  Property* p = new Property(t);
  Value held(p);
  Value* fields[] = {&p->getter, &p->setter, &p->deleter, nullptr};
  if (args.positional.size() > 4) return in.raise("TypeError", "property() takes at most 4 arguments (" + std::to_string(args.positional.size()) + " given)");
  for (size_t i = 0; i < args.positional.size() && i < 3; ++i)
    if (!args.positional[i].is_none()) *fields[i] = args.positional[i];
  for (const Keyword& k : args.keywords)
    for (size_t i = 0; i < 3; ++i)
      if (k.name == kNames[i] && !k.value.is_none()) *fields[i] = k.value;
  return held;
}

Value with(Interp& in, Bound& b, Value Property::*field) {
  Property* old = cast<Property>(b["self"]);
  Property* p = new Property(old->type);
  Value held(p);
  p->getter = old->getter;
  p->setter = old->setter;
  p->deleter = old->deleter;
  p->*field = b["f"];
  (void)in;
  return held;
}

Value property_getattr(Interp& in, const Value& v, std::string_view name) {
  Property* p = cast<Property>(v);
  auto or_none = [](const Value& x) { return x ? x : Value::none(); };
  if (name == "fget") return or_none(p->getter);
  if (name == "fset") return or_none(p->setter);
  if (name == "fdel") return or_none(p->deleter);
  if (name == "__doc__" && p->getter) return in.find_attr(p->getter, name);
  if (name == "__isabstractmethod__" && p->getter) return in.find_attr(p->getter, name);
  return {};
}

// super() without arguments: the class from the __class__ cell, the object from the first parameter of the calling function.
Value super_create(Interp& in, Type* t, const Args& args) {
  Value cls, self;
  if (args.positional.empty()) {
    auto& frames = in.machine().frames;
    Frame* f = frames.empty() ? nullptr : frames.back().get();
    if (!f || !f->function) return in.raise("RuntimeError", "super(): no arguments");
    for (uint32_t i = f->code->locals; i < f->code->slots.size(); ++i)
      if (f->code->slots[i] == "__class__") cls = f->get(i);
    if (f->code->signature->parameters.empty()) return in.raise("RuntimeError", "super(): no arguments");
    self = f->slots[0];
    for (size_t c = 0; c < f->code->cell_parameters.size(); ++c)
      if (f->code->cell_parameters[c] == 0) self = f->get(static_cast<uint32_t>(f->code->locals + c));
    if (!cls) return in.raise("RuntimeError", "super(): __class__ cell not found");
    if (!self) return in.raise("RuntimeError", "super(): arg[0] deleted");
  } else {
    cls = args.positional[0];
    if (args.positional.size() > 1) self = args.positional[1];
  }
  Type* start = cast<Type>(cls);
  if (!start) return in.raise("TypeError", "super() argument 1 must be a type, not " + type_name(in, cls));
  Type* as_type = cast<Type>(self);
  if (self && !in.is_instance(self, start) && !(as_type && as_type->is_subclass(start)))
    return in.raise("TypeError", "super(type, obj): obj must be an instance or subtype of type");
  return new Super(t, start, self);
}

Value super_getattr(Interp& in, const Value& v, std::string_view name) {
  Super* s = cast<Super>(v);
  if (!s->self) return {};
  Type* as_type = cast<Type>(s->self);
  Type* actual = as_type && as_type->is_subclass(s->start) ? as_type : in.type_of(s->self);
  bool through_class = actual == as_type && actual;
  if (name == "__class__") return Value(v.object()->type);
  bool after = false;
  for (Type* c : actual->mro) {
    if (after) {
      Value a = cast<Dict>(c->dict)->get(name);
      if (!a && !c->heap && name.substr(0, 2) == "__") a = slot_wrapper(in, c, name);
      if (a) return bind_attribute(in, a, through_class ? Value() : s->self, actual);
      // Attributes of native objects that have no entry in a dict.
      if (!through_class && !c->heap && c->slots.getattr)
        if (Value found = c->slots.getattr(in, s->self, name); found || in.pending()) return found;
    }
    if (c == s->start) after = true;
  }
  return in.raise("AttributeError", "'super' object has no attribute '" + std::string(name) + "'");
}

}  // namespace

void define_property(Interp& in) {
  Type* t = in.machine().t.property;
  t->slots.create = property_create;
  t->slots.getattr = property_getattr;
  in.method(t, "getter", "self, f", [](Interp& i, Bound& b) { return with(i, b, &Property::getter); });
  in.method(t, "setter", "self, f", [](Interp& i, Bound& b) { return with(i, b, &Property::setter); });
  in.method(t, "deleter", "self, f", [](Interp& i, Bound& b) { return with(i, b, &Property::deleter); });
  in.method(t, "__get__", "self, obj, owner=None", [](Interp& i, Bound& b) {
    Property* p = cast<Property>(b["self"]);
    if (b["obj"].is_none()) return b["self"];
    if (!p->getter) return i.raise("AttributeError", "unreadable attribute");
    return i.call(p->getter, {b["obj"]});
  });
}

void define_super(Interp& in) {
  Type* t = in.new_type("builtins", "super", {}, Super::kind);
  t->has_dict = false;
  in.machine().t.super = in.machine().named["super"] = t;
  t->slots.create = super_create;
  t->slots.getattr = super_getattr;
  t->slots.repr = [](Interp& i, const Value& v) -> std::optional<std::string> {
    Super* s = cast<Super>(v);
    return "<super: <class '" + s->start->name + "'>, <" + (s->self ? type_name(i, s->self) + " object>" : std::string("NULL>")) + ">";
  };
}

}  // namespace misfit::py
