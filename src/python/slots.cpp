// Between dunder methods and slots: trampolines let native code reach methods written in Python; wrappers let Python reach slots.
#include <algorithm>
#include <array>

#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {
namespace {

Value special(Interp& in, const Value& self, std::string_view name) { return find_special(in, self, name); }

Value call_create(Interp& in, Type* t, const Args& args) {
  Value f = t->lookup("__new__");
  if (StaticMethod* s = cast<StaticMethod>(f)) f = s->function;
  std::vector<Value> all{Value(t)};
  all.insert(all.end(), args.positional.begin(), args.positional.end());
  return in.call(f, Args{all, args.keywords});
}

bool call_init(Interp& in, const Value& self, const Args& args) {
  Value f = special(in, self, "__init__");
  if (!f) return false;
  Value r = in.call(f, args);
  if (!r) return false;
  if (r.is_none()) return true;
  in.raise("TypeError", "__init__() should return None, not '" + type_name(in, r) + "'");
  return false;
}

Value call_call(Interp& in, const Value& self, const Args& args) {
  Value f = special(in, self, "__call__");
  return f ? in.call(f, args) : Value();
}

std::optional<std::string> text_from(Interp& in, const Value& self, std::string_view name) {
  Value f = special(in, self, name);
  Value r = f ? in.call(f, {}) : Value();
  if (!r) return std::nullopt;
  if (auto s = in.as_str(r)) return std::string(*s);
  in.raise("TypeError", std::string(name) + " returned non-string (type " + type_name(in, r) + ")");
  return std::nullopt;
}
std::optional<std::string> call_repr(Interp& in, const Value& self) { return text_from(in, self, "__repr__"); }
std::optional<std::string> call_str(Interp& in, const Value& self) { return text_from(in, self, "__str__"); }

std::optional<std::string> call_format(Interp& in, const Value& self, std::string_view spec) {
  Value f = special(in, self, "__format__");
  Value r = f ? in.call(f, {in.str_value(std::string(spec))}) : Value();
  if (!r) return std::nullopt;
  if (auto s = in.as_str(r)) return std::string(*s);
  in.raise("TypeError", "__format__ must return a str, not " + type_name(in, r));
  return std::nullopt;
}

std::optional<int64_t> call_hash(Interp& in, const Value& self) {
  Value f = special(in, self, "__hash__");
  Value r = f ? in.call(f, {}) : Value();
  if (!r) return std::nullopt;
  if (BigInt* b = cast<BigInt>(r)) return static_cast<int64_t>(b->digits.empty() ? 0 : b->digits[0]);
  if (r.is_int() || r.is_bool()) return r.integer();
  in.raise("TypeError", "__hash__ method should return an integer");
  return std::nullopt;
}
std::optional<int64_t> no_hash(Interp& in, const Value& self) {
  in.raise("TypeError", "unhashable type: '" + type_name(in, self) + "'");
  return std::nullopt;
}

std::optional<bool> call_truth(Interp& in, const Value& self) {
  Value f = special(in, self, "__bool__");
  Value r = f ? in.call(f, {}) : Value();
  if (!r) return std::nullopt;
  if (r.is_bool()) return r.boolean();
  in.raise("TypeError", "__bool__ should return bool, returned " + type_name(in, r));
  return std::nullopt;
}

std::optional<int64_t> call_length(Interp& in, const Value& self) {
  Value f = special(in, self, "__len__");
  Value r = f ? in.call(f, {}) : Value();
  if (!r) return std::nullopt;
  std::optional<int64_t> n = in.as_int(r);
  if (!n) {
    if (!in.pending()) in.raise("TypeError", "'" + type_name(in, r) + "' object cannot be interpreted as an integer");
    return std::nullopt;
  }
  if (*n < 0) {
    in.raise("ValueError", "__len__() should return >= 0");
    return std::nullopt;
  }
  return n;
}

std::optional<bool> call_setattr(Interp& in, const Value& self, std::string_view name, const Value& value) {
  Value f = special(in, self, value ? "__setattr__" : "__delattr__");
  if (!f) return false;
  Value r = value ? in.call(f, {in.str_value(std::string(name)), value}) : in.call(f, {in.str_value(std::string(name))});
  if (!r) return std::nullopt;
  return true;
}

Value call_getitem(Interp& in, const Value& self, const Value& key) {
  Value f = special(in, self, "__getitem__");
  if (!f) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, self) + "' object is not subscriptable");
  return in.call(f, {key});
}
bool call_setitem(Interp& in, const Value& self, const Value& key, const Value& value) {
  Value f = special(in, self, value ? "__setitem__" : "__delitem__");
  if (!f) {
    if (!in.pending())
      in.raise("TypeError", "'" + type_name(in, self) + (value ? "' object does not support item assignment" : "' object doesn't support item deletion"));
    return false;
  }
  return bool(value ? in.call(f, {key, value}) : in.call(f, {key}));
}
std::optional<bool> call_contains(Interp& in, const Value& self, const Value& item) {
  Value f = special(in, self, "__contains__");
  Value r = f ? in.call(f, {item}) : Value();
  if (!r) return std::nullopt;
  return in.truth(r);
}
Value call_iter(Interp& in, const Value& self) {
  Value f = special(in, self, "__iter__");
  if (f && f.is_none()) return in.raise("TypeError", "'" + type_name(in, self) + "' object is not iterable");
  return f ? in.call(f, {}) : Value();
}
Value call_next(Interp& in, const Value& self) {
  Value f = special(in, self, "__next__");
  Value r = f ? in.call(f, {}) : Value();
  if (r || !in.pending() || in.stopped()) return r;
  Ref<Exception> e = in.take();
  return e->type->is_subclass(in.type_named("StopIteration")) ? Value() : in.raise_object(e);
}
Value call_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  Value f = special(in, self, dunder_of(op, reflected));
  if (!f) return in.pending() ? Value() : in.not_implemented();
  return in.call(f, {other});
}
std::string_view inplace_dunder(BinaryOp op) {
  constexpr std::string_view kNames[] = {"__iadd__", "__isub__", "__imul__", "__imatmul__", "__itruediv__", "__ifloordiv__", "__imod__", "__ipow__", "__ilshift__", "__irshift__", "__iand__", "__ior__", "__ixor__"};
  return kNames[static_cast<int>(op)];
}
Value call_inplace(Interp& in, BinaryOp op, const Value& self, const Value& other) {
  Value f = special(in, self, inplace_dunder(op));
  if (!f) return in.pending() ? Value() : in.not_implemented();
  return in.call(f, {other});
}
constexpr std::string_view kUnaryDunders[] = {"__neg__", "__pos__", "__invert__"};
Value call_unary(Interp& in, UnaryOp op, const Value& self) {
  Value f = special(in, self, kUnaryDunders[static_cast<int>(op)]);
  if (!f) return in.pending() ? Value() : in.not_implemented();
  return in.call(f, {});
}
Value call_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  Value f = special(in, self, dunder_of(op));
  if (!f || f.is_none()) return in.pending() ? Value() : in.not_implemented();
  return in.call(f, {other});
}
std::optional<int64_t> call_index(Interp& in, const Value& self) {
  Value f = special(in, self, "__index__");
  Value r = f ? in.call(f, {}) : Value();
  if (!r) return std::nullopt;
  if (r.is_int() || r.is_bool()) return r.integer();
  in.raise("TypeError", "__index__ returned non-int (type " + type_name(in, r) + ")");
  return std::nullopt;
}
Value call_int(Interp& in, const Value& self) {
  Value f = special(in, self, "__int__");
  if (!f && !in.pending()) f = special(in, self, "__trunc__");
  Value r = f ? in.call(f, {}) : Value();
  if (!r || r.is_int() || r.is_bool() || cast<BigInt>(r)) return r;
  return in.raise("TypeError", "__int__ returned non-int (type " + type_name(in, r) + ")");
}
Value call_float(Interp& in, const Value& self) {
  Value f = special(in, self, "__float__");
  Value r = f ? in.call(f, {}) : Value();
  if (!r || r.is_float() || cast<Float>(r)) return r;
  return in.raise("TypeError", type_name(in, self) + ".__float__ returned non-float (type " + type_name(in, r) + ")");
}
std::optional<std::vector<std::string>> call_dir(Interp& in, const Value& self) {
  Value f = special(in, self, "__dir__");
  Value r = f ? in.call(f, {}) : Value();
  std::vector<std::string> names;
  bool ok = r && in.for_each(r, [&](const Value& v) {
    names.emplace_back(in.as_str(v).value_or(""));
    return true;
  });
  if (!ok) return std::nullopt;
  return names;
}

enum class Group { kCreate, kInit, kCall, kRepr, kStr, kFormat, kHash, kTruth, kLength, kSetattr, kGetitem, kSetitem, kContains, kIter, kNext,
                   kBinary, kInplace, kUnary, kCompare, kIndex, kInt, kFloat, kDir, kNone };

struct Entry { std::string_view name; Group group; };
const std::vector<Entry>& entries() {
  thread_local const std::vector<Entry> table = [] {
    std::vector<Entry> t = {{"__new__", Group::kCreate}, {"__init__", Group::kInit}, {"__call__", Group::kCall}, {"__repr__", Group::kRepr},
        {"__str__", Group::kStr}, {"__format__", Group::kFormat}, {"__hash__", Group::kHash}, {"__bool__", Group::kTruth}, {"__len__", Group::kLength},
        {"__setattr__", Group::kSetattr}, {"__delattr__", Group::kSetattr}, {"__getitem__", Group::kGetitem}, {"__setitem__", Group::kSetitem},
        {"__delitem__", Group::kSetitem}, {"__contains__", Group::kContains}, {"__iter__", Group::kIter}, {"__next__", Group::kNext},
        {"__index__", Group::kIndex}, {"__int__", Group::kInt}, {"__trunc__", Group::kInt}, {"__float__", Group::kFloat}, {"__dir__", Group::kDir}};
    for (int i = 0; i <= static_cast<int>(BinaryOp::kXor); ++i) {
      t.push_back({dunder_of(static_cast<BinaryOp>(i), false), Group::kBinary});
      t.push_back({dunder_of(static_cast<BinaryOp>(i), true), Group::kBinary});
      t.push_back({inplace_dunder(static_cast<BinaryOp>(i)), Group::kInplace});
    }
    for (std::string_view u : kUnaryDunders) t.push_back({u, Group::kUnary});
    for (int i = 0; i <= static_cast<int>(CompareOp::kGe); ++i) t.push_back({dunder_of(static_cast<CompareOp>(i)), Group::kCompare});
    return t;
  }();
  return table;
}

Group group_of(std::string_view name) {
  for (const Entry& e : entries())
    if (e.name == name) return e.group;
  return Group::kNone;
}

#define FOR_EACH_SLOT(X) \
  X(kCreate, create, call_create) X(kInit, init, call_init) X(kCall, call, call_call) X(kRepr, repr, call_repr) X(kStr, str, call_str) \
  X(kFormat, format, call_format) X(kHash, hash, call_hash) X(kTruth, truth, call_truth) X(kLength, length, call_length) \
  X(kSetattr, setattr, call_setattr) X(kGetitem, getitem, call_getitem) X(kSetitem, setitem, call_setitem) X(kContains, contains, call_contains) \
  X(kIter, iter, call_iter) X(kNext, next, call_next) X(kBinary, binary, call_binary) X(kInplace, inplace, call_inplace) X(kUnary, unary, call_unary) \
  X(kCompare, compare, call_compare) X(kIndex, index, call_index) X(kInt, to_int, call_int) X(kFloat, to_float, call_float) X(kDir, dir, call_dir)

void set_trampoline(Slots& s, Group g) {
  switch (g) {
#define CASE(group, slot, trampoline) case Group::group: s.slot = trampoline; break;
    FOR_EACH_SLOT(CASE)
#undef CASE
    case Group::kNone: break;
  }
}

}  // namespace

void dunder_defined(Type& t, std::string_view dunder) {
  if (t.bases.empty()) return;
  const Slots& base = t.bases[0]->slots;
  switch (group_of(dunder)) {
#define CASE(group, slot, trampoline) \
    case Group::group: \
      if (!t.slots.slot || t.slots.slot == base.slot) t.slots.slot = trampoline; \
      break;
    FOR_EACH_SLOT(CASE)
#undef CASE
    case Group::kNone: break;
  }
  if (dunder == "__new__") t.slots.create = base.create;
}

// Each slot comes from the first class of the mro that says something about it.
void update_slots(Interp& in, Type& type) {
  type.slots = {};
  std::array<bool, static_cast<size_t>(Group::kNone)> settled{};
  Type* object = in.machine().t.object;
  for (Type* t : type.mro) {
    if (t->heap) {
      Dict* d = cast<Dict>(t->dict);
      for (const Entry& e : entries()) {
        size_t g = static_cast<size_t>(e.group);
        if (settled[g]) continue;
        Value v = d->get(e.name);
        if (!v) continue;
        if (e.group == Group::kHash && v.is_none()) type.slots.hash = no_hash;
        else set_trampoline(type.slots, e.group);
        settled[g] = true;
      }
      if (d->get("__eq__") && !settled[static_cast<size_t>(Group::kHash)]) {
        type.slots.hash = no_hash;
        settled[static_cast<size_t>(Group::kHash)] = true;
      }
    } else {
#define TAKE(group, slot, trampoline) \
      if (!settled[static_cast<size_t>(Group::group)] && t->slots.slot && (t == object || t->slots.slot != object->slots.slot)) { \
        type.slots.slot = t->slots.slot; \
        settled[static_cast<size_t>(Group::group)] = true; \
      }
      FOR_EACH_SLOT(TAKE)
#undef TAKE
      if (!type.slots.getattr) type.slots.getattr = t->slots.getattr;
      if (type.slots.binary_priority == 0) type.slots.binary_priority = t->slots.binary_priority;
      if (t->staged) type.staged = true;
      if (t->sequence) type.sequence = true;
      // A container that compares but says nothing of hashing cannot be hashed.
      if (t != object && t->slots.compare && !t->slots.hash && !settled[static_cast<size_t>(Group::kHash)]) {
        type.slots.hash = no_hash;
        settled[static_cast<size_t>(Group::kHash)] = true;
      }
    }
  }
  for (Type* s : type.subclasses)
    if (s->heap) update_slots(in, *s);
}

static Args rest_of(Bound& b, std::vector<Keyword>& keywords) {
  if (Dict* d = cast<Dict>(b["kwargs"]))
    for (const Dict::Entry& e : d->entries)
      if (e.key) keywords.push_back({cast<Str>(e.key)->text, e.value});
  return Args{cast<Tuple>(b["args"])->items, keywords};
}

static Value text_value(Interp& in, std::optional<std::string> s) { return s ? in.str_value(std::move(*s)) : Value(); }
static Value int_value(std::optional<int64_t> i) { return i ? Value::integer(*i) : Value(); }
static Value truth_value(std::optional<bool> b) { return b ? Value::boolean(*b) : Value(); }

static Value make_wrapper(Interp& in, Type* t, std::string_view name) {
  const Slots& s = t->slots;
  const bool is_object = t == in.machine().t.object;
  auto wrap = [&](std::string_view signature, NativeFunction f) {
    Value made = in.builtin(std::string(name), signature, std::move(f), t->module, t->qualname + "." + std::string(name));
    made.object()->type = in.machine().t.wrapper;
    return made;
  };
  switch (group_of(name)) {
    case Group::kCreate: {
      if (!s.create || s.create == call_create) return {};
      Value f = wrap("cls, /, *args, **kwargs", [t](Interp& i, Bound& b) {
        Type* cls = cast<Type>(b["cls"]);
        if (!cls) return i.raise("TypeError", t->name + ".__new__(X): X is not a type object (" + type_name(i, b["cls"]) + ")");
        std::vector<Keyword> k;
        return t->slots.create(i, cls, rest_of(b, k));
      });
      return new StaticMethod(in.machine().t.static_method, f);
    }
    case Group::kInit:
      if (!s.init && !is_object) return {};
      return wrap("self, /, *args, **kwargs", [t](Interp& i, Bound& b) {
        std::vector<Keyword> k;
        Args rest = rest_of(b, k);
        if (t->slots.init) return t->slots.init(i, b["self"], rest) ? Value::none() : Value();
        Type* actual = i.type_of(b["self"]);
        bool excess = !rest.positional.empty() || !rest.keywords.empty();
        if (excess && actual->lookup("__init__")) return i.raise("TypeError", "object.__init__() takes exactly one argument (the instance to initialize)");
        if (excess && !actual->lookup("__new__")) return i.raise("TypeError", actual->name + "() takes no arguments");
        return Value::none();
      });
    case Group::kCall: return s.call && s.call != call_call ? wrap("self, /, *args, **kwargs", [t](Interp& i, Bound& b) {
      std::vector<Keyword> k;
      return t->slots.call(i, b["self"], rest_of(b, k));
    }) : t == in.machine().t.type ? wrap("self, /, *args, **kwargs", [](Interp& i, Bound& b) {
      std::vector<Keyword> k;
      Type* cls = cast<Type>(b["self"]);
      return cls ? construct(i, cls, rest_of(b, k)) : i.raise("TypeError", "descriptor '__call__' requires a 'type' object");
    }) : Value();
    case Group::kRepr:
      if (!s.repr && !is_object) return {};
      return wrap("self, /", [t](Interp& i, Bound& b) { return text_value(i, t->slots.repr ? t->slots.repr(i, b["self"]) : object_repr(i, b["self"])); });
    case Group::kStr:
      if (!s.str && !is_object) return {};
      return wrap("self, /", [t](Interp& i, Bound& b) {
        if (t->slots.str) return text_value(i, t->slots.str(i, b["self"]));
        return text_value(i, i.repr(b["self"]));
      });
    case Group::kFormat:
      if (!s.format && !is_object) return {};
      return wrap("self, spec, /", [t](Interp& i, Bound& b) {
        std::string spec(i.as_str(b["spec"]).value_or(""));
        if (t->slots.format) return text_value(i, t->slots.format(i, b["self"], spec));
        if (spec.empty()) return text_value(i, i.str(b["self"]));
        return i.raise("TypeError", "unsupported format string passed to " + type_name(i, b["self"]) + ".__format__");
      });
    case Group::kHash:
      if (!s.hash || s.hash == no_hash) return is_object ? Value() : s.hash ? Value::none() : Value();
      return wrap("self, /", [t](Interp& i, Bound& b) { return int_value(t->slots.hash(i, b["self"])); });
    case Group::kTruth: return s.truth ? wrap("self, /", [t](Interp& i, Bound& b) { return truth_value(t->slots.truth(i, b["self"])); }) : Value();
    case Group::kLength: return s.length ? wrap("self, /", [t](Interp& i, Bound& b) { return int_value(t->slots.length(i, b["self"])); }) : Value();
    case Group::kSetattr: {
      if (!s.setattr && !is_object) return {};
      bool sets = name == "__setattr__";
      return wrap(sets ? "self, name, value, /" : "self, name, /", [t, sets](Interp& i, Bound& b) {
        auto attribute = i.as_str(b["name"]);
        if (!attribute) return i.raise("TypeError", "attribute name must be string, not '" + type_name(i, b["name"]) + "'");
        Value value = sets ? b["value"] : Value();
        if (t->slots.setattr) {
          std::optional<bool> done = t->slots.setattr(i, b["self"], *attribute, value);
          if (!done) return Value();
          if (*done) return Value::none();
        }
        return object_set_attribute(i, b["self"], *attribute, value) ? Value::none() : Value();
      });
    }
    case Group::kGetitem: return s.getitem ? wrap("self, key, /", [t](Interp& i, Bound& b) { return t->slots.getitem(i, b["self"], b["key"]); }) : Value();
    case Group::kSetitem: {
      if (!s.setitem) return {};
      bool sets = name == "__setitem__";
      return wrap(sets ? "self, key, value, /" : "self, key, /",
                  [t, sets](Interp& i, Bound& b) { return t->slots.setitem(i, b["self"], b["key"], sets ? b["value"] : Value()) ? Value::none() : Value(); });
    }
    case Group::kContains: return s.contains ? wrap("self, item, /", [t](Interp& i, Bound& b) { return truth_value(t->slots.contains(i, b["self"], b["item"])); }) : Value();
    case Group::kIter: return s.iter ? wrap("self, /", [t](Interp& i, Bound& b) { return t->slots.iter(i, b["self"]); }) : Value();
    case Group::kNext: return s.next ? wrap("self, /", [t](Interp& i, Bound& b) {
      Value v = t->slots.next(i, b["self"]);
      return v || i.pending() ? v : raise_empty(i, "StopIteration");
    }) : Value();
    case Group::kBinary: {
      if (!s.binary) return {};
      for (int k = 0; k <= static_cast<int>(BinaryOp::kXor); ++k)
        for (bool reflected : {false, true})
          if (dunder_of(static_cast<BinaryOp>(k), reflected) == name)
            return wrap("self, other, /", [t, k, reflected](Interp& i, Bound& b) { return t->slots.binary(i, static_cast<BinaryOp>(k), b["self"], b["other"], reflected); });
      return {};
    }
    case Group::kInplace: {
      if (!s.inplace) return {};
      for (int k = 0; k <= static_cast<int>(BinaryOp::kXor); ++k)
        if (inplace_dunder(static_cast<BinaryOp>(k)) == name)
          return wrap("self, other, /", [t, k](Interp& i, Bound& b) { return t->slots.inplace(i, static_cast<BinaryOp>(k), b["self"], b["other"]); });
      return {};
    }
    case Group::kUnary:
      if (!s.unary) return {};
      for (int k = 0; k < 3; ++k)
        if (kUnaryDunders[k] == name) return wrap("self, /", [t, k](Interp& i, Bound& b) { return t->slots.unary(i, static_cast<UnaryOp>(k), b["self"]); });
      return {};
    case Group::kCompare:
      if (!s.compare && !is_object) return {};
      for (int k = 0; k <= static_cast<int>(CompareOp::kGe); ++k)
        if (dunder_of(static_cast<CompareOp>(k)) == name)
          return wrap("self, value, /", [t, k](Interp& i, Bound& b) {
            CompareOp op = static_cast<CompareOp>(k);
            if (t->slots.compare) return t->slots.compare(i, op, b["self"], b["value"]);
            if (op == CompareOp::kEq && b["self"].same(b["value"])) return Value::boolean(true);
            if (op == CompareOp::kNe) {  // the inverse of __eq__
              Value f = find_special(i, b["self"], "__eq__");
              Value r = f ? i.call(f, {b["value"]}) : Value();
              if (!r || r.same(i.not_implemented())) return r;
              std::optional<bool> equal = i.truth(r);
              return equal ? Value::boolean(!*equal) : Value();
            }
            return i.not_implemented();
          });
      return {};
    case Group::kIndex: return s.index ? wrap("self, /", [t](Interp& i, Bound& b) { return int_value(t->slots.index(i, b["self"])); }) : Value();
    case Group::kInt: return s.to_int && name == "__int__" ? wrap("self, /", [t](Interp& i, Bound& b) { return t->slots.to_int(i, b["self"]); }) : Value();
    case Group::kFloat: return s.to_float ? wrap("self, /", [t](Interp& i, Bound& b) { return t->slots.to_float(i, b["self"]); }) : Value();
    case Group::kDir:
      return is_object ? wrap("self, /", [](Interp& i, Bound& b) {
        std::optional<std::vector<std::string>> names = dir_of(i, b["self"]);
        if (!names) return Value();
        std::vector<Value> v;
        for (std::string& n : *names) v.push_back(i.str_value(std::move(n)));
        return i.list(std::move(v));
      }) : Value();
    case Group::kNone: break;
  }
  if (!is_object) return {};
  if (name == "__getattribute__")
    return wrap("self, name, /", [](Interp& i, Bound& b) {
      std::string n(i.as_str(b["name"]).value_or(""));
      Value v = cast<Type>(b["self"]) ? type_attribute(i, cast<Type>(b["self"]), n) : object_attribute(i, b["self"], n);
      if (v || i.pending()) return v;
      return i.raise("AttributeError", "'" + type_name(i, b["self"]) + "' object has no attribute '" + n + "'");
    });
  if (name == "__init_subclass__") return new ClassMethod(in.machine().t.class_method, wrap("cls, /", [](Interp&, Bound&) { return Value::none(); }));
  return {};
}

Value slot_wrapper(Interp& in, Type* t, std::string_view name) {
  auto& cache = in.machine().slot_wrappers;
  auto key = std::pair<const Type*, std::string>(t, std::string(name));
  auto it = cache.find(key);
  if (it != cache.end()) return it->second;
  Value made = make_wrapper(in, t, name);
  if (made) cache.emplace(std::move(key), made);
  return made;
}

}  // namespace misfit::py
