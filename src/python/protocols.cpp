// Calling, truth, length, items, iteration, hashing and text of any value.
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {

Value Interp::call(const Value& f, std::initializer_list<Value> positional) { return call(f, Args{{positional.begin(), positional.size()}, {}}); }

Value Interp::call(const Value& f, const Args& args) {
  Object* o = f.object();
  if (o) {
    if (o->native == &Function::kind) return machine().call_function(static_cast<Function&>(*o), args, nullptr);
    if (o->native == &Builtin::kind) {
      Builtin& b = static_cast<Builtin&>(*o);
      Nesting nesting(*this, " while calling a Python object");
      if (!nesting.ok()) return {};
      Value held = f;
      std::optional<Bound> bound = b.signature->bind(*this, args);
      return bound ? b.function(*this, *bound) : Value();
    }
    if (o->native == &Method::kind) {
      Method& m = static_cast<Method&>(*o);
      Value held = f;
      if (Function* fn = cast<Function>(m.function)) return machine().call_function(*fn, args, &m.self);
      if (Builtin* b = cast<Builtin>(m.function)) {
        Nesting nesting(*this, " while calling a Python object");
        if (!nesting.ok()) return {};
        std::optional<Bound> bound = b->signature->bind(*this, args, &m.self);
        return bound ? b->function(*this, *bound) : Value();
      }
      std::vector<Value> all{m.self};
      all.insert(all.end(), args.positional.begin(), args.positional.end());
      return call(m.function, Args{all, args.keywords});
    }
    if (Type* t = cast<Type>(f); t && (!t->type->slots.call || t->type == machine().t.type)) {
      Nesting nesting(*this, " while calling a Python object");
      return nesting.ok() ? construct(*this, t, args) : Value();
    }
    if (o->type->slots.call) {
      Nesting nesting(*this, " while calling a Python object");
      Value held = f;
      return nesting.ok() ? o->type->slots.call(*this, f, args) : Value();
    }
  }
  return raise("TypeError", "'" + type_name(*this, f) + "' object is not callable");
}

bool Interp::callable(const Value& f) const {
  Object* o = f.object();
  if (!o) return false;
  return o->native == &Function::kind || o->native == &Builtin::kind || o->native == &Method::kind || cast<Type>(f) || o->type->slots.call;
}

Value Interp::get_item(const Value& v, const Value& key) {
  Type* t = type_of(v);
  if (t->slots.getitem) return t->slots.getitem(*this, v, key);
  if (Type* cls = cast<Type>(v)) {
    if (Value f = type_attribute(*this, cls, "__class_getitem__")) return call(f, {key});
    if (!pending()) return raise("TypeError", "type '" + cls->name + "' is not subscriptable");
    return {};
  }
  return raise("TypeError", "'" + t->name + "' object is not subscriptable");
}

bool Interp::set_item(const Value& v, const Value& key, const Value& value) {
  Type* t = type_of(v);
  if (t->slots.setitem) return t->slots.setitem(*this, v, key, value);
  raise("TypeError", "'" + t->name + (value ? "' object does not support item assignment" : "' object doesn't support item deletion"));
  return false;
}

std::optional<bool> Interp::contains(const Value& container, const Value& item) {
  Type* t = type_of(container);
  if (t->slots.contains) return t->slots.contains(*this, container, item);
  if (!t->slots.iter && !t->slots.getitem) {
    raise("TypeError", "argument of type '" + t->name + "' is not iterable");
    return std::nullopt;
  }
  std::optional<bool> found = false;
  bool ok = for_each(container, [&](const Value& v) {
    found = v.same(item) ? std::optional<bool>(true) : equal(v, item);
    return found && !*found;
  });
  if (!found || (!ok && pending())) return std::nullopt;
  return found;
}

std::optional<bool> Interp::truth(const Value& v) {
  switch (v.tag()) {
    case Value::Tag::kNull:
    case Value::Tag::kNone: return false;
    case Value::Tag::kBool: return v.boolean();
    case Value::Tag::kInt: return v.integer() != 0;
    case Value::Tag::kFloat: return v.number() != 0;
    case Value::Tag::kObject: break;
  }
  const Slots& s = v.object()->type->slots;
  if (s.truth) return s.truth(*this, v);
  if (s.length) {
    std::optional<int64_t> n = s.length(*this, v);
    if (!n) return std::nullopt;
    return *n != 0;
  }
  return true;
}

std::optional<int64_t> Interp::length(const Value& v) {
  Type* t = type_of(v);
  if (t->slots.length) return t->slots.length(*this, v);
  raise("TypeError", "object of type '" + (t->shown.empty() ? t->name : t->shown) + "' has no len()");
  return std::nullopt;
}

std::optional<int64_t> Interp::hash(const Value& v) {
  switch (v.tag()) {
    case Value::Tag::kNull:
    case Value::Tag::kNone: return 0x7f3c5a91;
    case Value::Tag::kBool: return v.boolean();
    case Value::Tag::kInt: {
      constexpr int64_t kModulus = (int64_t{1} << 61) - 1;
      int64_t h = v.integer() % kModulus;
      return h == -1 ? -2 : h;
    }
    case Value::Tag::kFloat: return types::float_hash(v.number());
    case Value::Tag::kObject: break;
  }
  if (auto slot = v.object()->type->slots.hash) return slot(*this, v);
  raise("TypeError", "unhashable type: '" + type_name(*this, v) + "'");
  return std::nullopt;
}

std::optional<std::string> Interp::repr(const Value& v) {
  if (v.is_none()) return "None";
  if (v.is_bool()) return v.boolean() ? "True" : "False";
  if (v.is_int()) return std::to_string(v.integer());
  if (v.is_float()) return types::float_repr(v.number());
  Nesting nesting(*this, " while getting the repr of an object");
  if (!nesting.ok()) return std::nullopt;
  auto slot = type_of(v)->slots.repr;
  return slot ? slot(*this, v) : object_repr(*this, v);
}

std::optional<std::string> Interp::str(const Value& v) {
  if (Str* s = cast<Str>(v); s && !s->type->heap) return s->text;
  if (!v.is_object()) return repr(v);
  auto slot = type_of(v)->slots.str;
  if (!slot) return repr(v);
  Nesting nesting(*this, " while getting the str of an object");
  if (!nesting.ok()) return std::nullopt;
  return slot(*this, v);
}

std::optional<std::string> Interp::format(const Value& v, std::string_view spec) {
  Type* t = type_of(v);
  if (t->slots.format) return t->slots.format(*this, v, spec);
  if (spec.empty()) return str(v);
  raise("TypeError", "unsupported format string passed to " + t->name + ".__format__");
  return std::nullopt;
}

Value Interp::iter(const Value& v) {
  Type* t = type_of(v);
  if (t->slots.iter) {
    Value i = t->slots.iter(*this, v);
    if (i && !type_of(i)->slots.next) return raise("TypeError", "iter() returned non-iterator of type '" + type_name(*this, i) + "'");
    return i;
  }
  if (t->slots.getitem && !cast<Dict>(v)) {
    auto index = std::make_shared<int64_t>(0);
    return iterator([v, index](Interp& in) {
      Value item = in.get_item(v, Value::integer((*index)++));
      if (item || !in.pending() || in.stopped()) return item;
      Ref<Exception> e = in.take();
      if (e->type->is_subclass(in.type_named("IndexError")) || e->type->is_subclass(in.type_named("StopIteration"))) return Value();
      return in.raise_object(e);
    });
  }
  return raise("TypeError", "'" + t->name + "' object is not iterable");
}

Value Interp::next(const Value& it) {
  if (!machine().spend(5)) return {};
  if (NativeIterator* n = cast<NativeIterator>(it)) {
    if (!n->step) return {};
    Value held = it;
    NativeIterator::Step& step = n->step;
    return step(*this);
  }
  Type* t = type_of(it);
  if (t->slots.next) return t->slots.next(*this, it);
  return raise("TypeError", "'" + t->name + "' object is not an iterator");
}

bool Interp::for_each(const Value& iterable, const Callable<bool(const Value&)>& f) {
  if (iterable.is_object() && !iterable.object()->type->heap) {
    if (Tuple* t = cast<Tuple>(iterable)) {
      Value held = iterable;
      for (size_t i = 0; i < t->items.size(); ++i)
        if (Value item = t->items[i]; !f(item)) return false;
      return true;
    }
    if (List* l = cast<List>(iterable)) {
      Value held = iterable;
      for (size_t i = 0; i < l->items.size(); ++i)
        if (Value item = l->items[i]; !f(item)) return false;
      return true;
    }
  }
  Value it = iter(iterable);
  if (!it) return false;
  for (;;) {
    Value item = next(it);
    if (!item) return !pending();
    if (!f(item)) return false;
    if (stopped()) return false;
  }
}

std::optional<std::vector<Value>> Interp::list_of(const Value& iterable) {
  std::vector<Value> v;
  bool ok = for_each(iterable, [&](const Value& item) {
    v.push_back(item);
    return (v.size() & 0xfffff) || room_for(v.size() * sizeof(Value));
  });
  if (!ok) return std::nullopt;
  return v;
}

bool Interp::is_instance(const Value& v, const Type* t) const { return type_of(v)->is_subclass(t); }

std::optional<int64_t> Interp::as_int(const Value& v) {
  if (v.is_int() || v.is_bool()) return v.is_int() ? v.integer() : int64_t{v.boolean()};
  if (!v.is_object()) return std::nullopt;
  if (auto slot = v.object()->type->slots.index) return slot(*this, v);
  return std::nullopt;
}

std::optional<double> Interp::as_double(const Value& v) {
  if (v.is_float()) return v.number();
  if (v.is_int()) return static_cast<double>(v.integer());
  if (v.is_bool()) return v.boolean() ? 1.0 : 0.0;
  if (Float* f = cast<Float>(v)) return f->number;
  if (BigInt* b = cast<BigInt>(v)) {
    double d = 0;
    for (size_t i = b->digits.size(); i-- > 0;) d = d * 4294967296.0 + b->digits[i];
    return b->negative ? -d : d;
  }
  return std::nullopt;
}

std::optional<std::string_view> Interp::as_str(const Value& v) {
  if (Str* s = cast<Str>(v)) return std::string_view(s->text);
  return std::nullopt;
}

bool Interp::is_sequence(const Value& v) const { return cast<List>(v) || cast<Tuple>(v); }

std::span<const Value> Interp::items(const Value& v) const {
  if (List* l = cast<List>(v)) return l->items;
  if (Tuple* t = cast<Tuple>(v)) return t->items;
  return {};
}

}  // namespace misfit::py
